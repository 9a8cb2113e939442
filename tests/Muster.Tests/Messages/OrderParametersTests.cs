using System.Text;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Tests.Cases;

namespace Muster.Tests.Messages;

/// <summary>What a customer gives along reaches the robot as it came, in a message that a broker carries.</summary>
public sealed class OrderParametersTests
{
    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Largest_parameters_fit_a_command_and_an_announcement_whatever_they_are_written_in()
    {
        var cups = string.Concat(Enumerable.Repeat("\ud83c\udf75", (OrderRequestReader.MaxParameters - 2) / 4));
        await _bench.ReportAsync("r1");

        var order = await _bench.PlaceAsync(more: $",\"parameters\":\"{cups}\",\"deadline\":\"2026-01-31T13:00:00Z\",\"customer\":{{\"reference\":\"{new string('é', 256)}\"}}");

        Assert.Equal(cups, _bench.LastTo("r1").GetProperty("order").GetProperty("parameters").GetString());
        foreach (var topic in new[] { Topics.Commands("r1"), Topics.FleetOrder(order.Id) })
        {
            Assert.All(_bench.Sent.To(topic), m => Assert.InRange(m.Payload.Length, 60_000, StatusReport.MaxPayloadBytes));
        }
    }

    [Fact]
    public void Parameters_are_refused_by_bytes_with_the_number()
    {
        var cups = string.Concat(Enumerable.Repeat("\ud83c\udf75", 30_000));

        var refusal = OrderRequestReader.Read(Encoding.UTF8.GetBytes($"{{\"site\":\"a\",\"item\":\"b\",\"parameters\":\"{cups}\"}}"), null, null, out _);

        Assert.Equal(("payload-too-large", "parameters"), (refusal!.WireCode, refusal.Field));
        Assert.Equal("the field \"parameters\" has 120002 bytes in UTF-8; at most 65536 are allowed", refusal.Reason);
    }

    [Theory]
    [InlineData("""{ "a" : [ 1.0 , 2e3,  null ], "b\\\"" : "x  \\\\" , "c" : " \\u00e9 é 🍵 <&> " }""", """{"a":[1.0,2e3,null],"b\\\"":"x  \\\\","c":" \\u00e9 é 🍵 <&> "}""")]
    [InlineData(" 1.50 ", "1.50")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"\\ud800\"", "\"\\ud800\"")]
    public async Task Parameters_are_said_as_they_came_but_for_white_space(string given, string said)
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync(more: $",\"parameters\":{given}");

        var command = Encoding.UTF8.GetString(_bench.Sent.To(Topics.Commands("r1"))[^1].Payload.Span);
        Assert.Contains($"\"parameters\":{said},", command, StringComparison.Ordinal);
        Assert.Contains($"\"parameters\":{said}", FleetMessages.OrderWebhook(order, _bench.Now), StringComparison.Ordinal);
        Assert.Contains($"\"parameters\":{said}", JsonSerializer.Serialize(OrderView.Of(order), FleetJson.Default.OrderView), StringComparison.Ordinal);
    }
}
