using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

public sealed class PayloadSizeTests
{
    [Fact]
    public void Payload_of_128_KiB_is_read()
    {
        Assert.Null(Payloads.Read(OfSize(128 * 1024), out var report));
        Assert.Equal(RobotStatus.Online, report.Status);
    }

    [Fact]
    public void One_byte_more_is_refused_with_both_sizes()
    {
        var refusal = Payloads.Refused(OfSize((128 * 1024) + 1));

        Assert.Equal(RefusalCode.PayloadTooLarge, refusal.Code);
        Assert.Contains("131073 bytes; at most 131072", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_is_checked_before_anything_else() =>
        Assert.Equal(RefusalCode.PayloadTooLarge, Payloads.Refused(new byte[200_000]).Code);

    private static byte[] OfSize(int bytes)
    {
        var bare = Payloads.With("\"pad\":\"\"");
        return Encoding.UTF8.GetBytes(Payloads.With($"\"pad\":\"{new string('x', bytes - bare.Length)}\""));
    }
}
