using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Tests.Cases;

namespace Muster.Tests.Robots;

/// <summary>Robots that are not heard of any more.</summary>
public sealed class SilenceTests
{
    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Silent_robot_is_offline_after_the_heartbeat()
    {
        await _bench.ReportAsync("r1");
        await _bench.AdvanceAsync(89);
        Assert.Equal(RobotStatus.Online, (await _bench.RobotAsync("r1")).Status);

        await _bench.AdvanceAsync(1);

        Assert.Equal(RobotStatus.Offline, (await _bench.RobotAsync("r1")).Status);
        var entry = (await _bench.HistoryAsync("r1"))[^1];
        Assert.Equal((RobotEventCause.Silent, "not heard of for 90s"), (entry.Cause, entry.Why));
    }

    [Fact]
    public async Task Its_order_goes_to_another_within_a_moment()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await _bench.AdvanceAsync(60);
        await _bench.ReportAsync("r2");

        await _bench.AdvanceAsync(31);

        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
    }

    [Fact]
    public async Task Robot_that_is_heard_of_by_its_order_alone_is_there()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        for (var progress = 0; progress < 10; progress++)
        {
            await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", more: FormattableString.Invariant($", \"progress\": {progress}"));
            await _bench.AdvanceAsync(40);
        }

        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
        Assert.Equal(RobotStatus.Online, (await _bench.RobotAsync("r1")).Status);
    }

    [Fact]
    public async Task Robot_whose_connection_breaks_for_a_moment_keeps_its_order()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await _bench.AdvanceAsync(1);
        await _bench.PresenceAsync("r1", isConnected: false);
        await _bench.AdvanceAsync(14);

        await _bench.ReportAsync("r1");
        await _bench.AdvanceAsync(10);

        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
        Assert.Empty(await _bench.AlertsAsync("ROBOT_OFFLINE"));
    }

    [Fact]
    public async Task Robot_that_is_back_gets_orders_at_once()
    {
        await _bench.ReportAsync("r1");
        await _bench.AdvanceAsync(100);
        var order = await _bench.PlaceAsync();
        Assert.Equal(OrderState.Pending, order.State);

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }
}
