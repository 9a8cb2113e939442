using System.Text;
using Muster.Fleet.Functions;
using Muster.Fleet.Orders;
using Muster.Tests.Functions;

namespace Muster.Tests.Cases;

/// <summary>"A robot stays busy because its order finished before its acceptance was processed."</summary>
public sealed class FinishedFirstCases
{
    private readonly FleetBench _bench = new();

    [Theory]
    [InlineData("ACCEPTED")]
    [InlineData("IN_PROGRESS")]
    [InlineData("COMPLETED")]
    public async Task Robot_is_free_once_its_order_is_done_whatever_of_it_comes_later(string late)
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "COMPLETED");
        _bench.Sent.Clear();

        var outcome = await _bench.OrderReportAsync("r1", order, late);

        Assert.Equal(FunctionOutcomeKind.Stale, outcome.Kind);
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
        await _bench.AssertFreeAsync("r1");
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Theory]
    [InlineData("ACCEPTED")]
    [InlineData("IN_PROGRESS")]
    public async Task Order_that_ends_while_an_earlier_report_is_looked_at_is_not_called_off(string early)
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        _bench.Sent.Clear();
        var store = new InterruptedStore(_bench.Store, _ => Task.CompletedTask) { BetweenReads = async () => await _bench.OrderReportAsync("r1", order, "COMPLETED") };
        var context = _bench.Context with { Store = store };
        var report = new FunctionEvent(Encoding.UTF8.GetBytes($$"""{"topicRobot":"r1","topicOrder":"{{order.Id}}","state":"{{early}}"}"""));

        var outcome = await new TrackOrder(context, new Steward(context)).HandleAsync(report, CancellationToken.None);

        Assert.Equal(FunctionOutcomeKind.Stale, outcome.Kind);
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Robot_is_free_though_it_still_names_the_order_that_it_finished()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        await _bench.ReportAsync("r1", "ONLINE", $$""", "order": "{{order.Id}}" """);

        await _bench.AssertFreeAsync("r1");
        var next = await _bench.PlaceAsync();
        Assert.Equal("r1", next.Robot);
    }

    [Fact]
    public async Task Robot_that_names_its_order_before_it_finishes_is_free_afterwards()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.ReportAsync("r1", "ONLINE", $$""", "order": "{{order.Id}}" """);

        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        await _bench.AssertFreeAsync("r1");
    }

    [Fact]
    public async Task Late_start_does_not_open_a_finished_order_again()
    {
        await _bench.ReportAsync("r1");
        var first = await _bench.PlaceAsync();
        var second = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", first, "COMPLETED", attempt: 1);

        await _bench.OrderReportAsync("r1", first, "IN_PROGRESS", attempt: 1);

        await _bench.AssertAsync(first, OrderState.Completed, "r1");
        await _bench.AssertAsync(second, OrderState.Assigned, "r1");
    }
}
