using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

public sealed class StatusReportFuzzTests
{
    private static readonly byte[][] Pieces =
    [
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0], .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "1e999", "-0", "\\ud800", "\\udc00", "\\u0000", "\"name\":", "\"status\":", "\"at\":",
            "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"position\":{", "\"capabilities\":[", "\"fault\":{\"code\":", "\U0001F916",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "r1")]
    public void No_payload_makes_the_reader_throw(int seed, string? topicRobot)
    {
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes(Payloads.Full);
        for (var i = 0; i < 100_000; i++)
        {
            var payload = Mutate(good, random);
            var refusal = Read(payload, topicRobot, out var report);
            if (refusal is null)
            {
                Assert.True(RobotName.IsValid(report.Name), Hex(payload));
                Assert.True(report.Battery.Value is null or (>= 0 and <= 100), Hex(payload));
            }
            else
            {
                Assert.False(string.IsNullOrWhiteSpace(refusal.Reason), Hex(payload));
                Assert.True(refusal.Field is null || refusal.Reason.Contains($"\"{refusal.Field}\"", StringComparison.Ordinal), Hex(payload));
            }
        }
    }

    private static Refusal? Read(byte[] payload, string? topicRobot, out StatusReport report)
    {
        try
        {
            return StatusReportReader.Read(payload, topicRobot, Payloads.Noon, out report);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"the reader threw on {Hex(payload)}", e);
        }
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3 when random.Next(8) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(length + 1));
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Hex(byte[] payload) => Convert.ToHexString(payload);
}
