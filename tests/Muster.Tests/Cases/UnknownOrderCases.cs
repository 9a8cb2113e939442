using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Tests.Cases;

/// <summary>"A report arrives for an order that nobody knows."</summary>
public sealed class UnknownOrderCases
{
    private static readonly Order Unknown = Contract.Samples.Order(1);

    private readonly FleetBench _bench = new();

    [Theory]
    [InlineData("ACCEPTED")]
    [InlineData("IN_PROGRESS")]
    [InlineData("COMPLETED")]
    [InlineData("CANCELED")]
    public async Task Report_on_an_order_that_nobody_knows_is_refused_and_the_robot_hears_why(string state)
    {
        await _bench.ReportAsync("r1");

        var outcome = await _bench.OrderReportAsync("r1", Unknown, state);

        Assert.Equal((RefusalCode.NotFound, "order"), (outcome.Refusal!.Code, outcome.Refusal.Field));
        Assert.Contains(Unknown.Id, outcome.Refusal.Reason, StringComparison.Ordinal);
        var said = Assert.Single(_bench.Sent.JsonTo(Topics.Rejected("r1")));
        Assert.Equal("not-found", said.GetProperty("code").GetString());
        Assert.Equal(Topics.RobotOrder("r1", Unknown.Id), said.GetProperty("topic").GetString());
        await _bench.AssertFreeAsync("r1");
    }

    [Fact]
    public async Task Report_of_a_robot_that_nobody_knows_is_refused()
    {
        var order = await _bench.PlaceAsync();

        var outcome = await _bench.OrderReportAsync("ghost", order, "COMPLETED");

        Assert.Equal(RefusalCode.NotHolder, outcome.Refusal!.Code);
        await _bench.AssertAsync(order, OrderState.Pending, null);
    }

    [Fact]
    public async Task Robot_at_an_order_that_nobody_knows_has_work_of_its_own_and_gets_none()
    {
        await _bench.ReportAsync("r1", "ONLINE", $$""", "order": "{{Unknown.Id}}" """);

        var order = await _bench.PlaceAsync();

        Assert.Equal(OrderState.Pending, order.State);
        Assert.Equal("WORKING", (await _bench.RobotAsync("r1")).ShownStatus);
    }

    [Theory]
    [InlineData("""{"state":"DANCING"}""", "invalid-value", "state")]
    [InlineData("""{"progress":5}""", "missing-field", "state")]
    [InlineData("""{"state":"IN_PROGRESS","progress":101}""", "invalid-value", "progress")]
    [InlineData("""{"state":"IN_PROGRESS","progress":"half"}""", "wrong-type", "progress")]
    [InlineData("""{"state":"IN_PROGRESS","attempt":1.5}""", "invalid-value", "attempt")]
    [InlineData("""{"state":7}""", "wrong-type", "state")]
    [InlineData("[]", "invalid-json", null)]
    public void Report_that_says_nothing_sensible_is_refused_with_code_and_field(string json, string code, string? field)
    {
        var refusal = OrderReportReader.Read(JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(json)), "r1", Unknown.Id, _bench.Now, out var report);

        Assert.Equal((code, field), (refusal!.WireCode, refusal.Field));
        Assert.Null(report);
    }
}
