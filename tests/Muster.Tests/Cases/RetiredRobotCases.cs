using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Tests.Cases;

/// <summary>"A robot is deleted while it holds an order."</summary>
public sealed class RetiredRobotCases
{
    private static readonly Actor Anna = new("anna", "sold");

    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Order_of_a_retired_robot_goes_to_another()
    {
        var order = await HeldAsync();
        await _bench.ReportAsync("r2");

        await RetireAsync();

        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        Assert.Equal($"cancel/{order.Id}/1", _bench.IdsTo("r1")[^1]);
        var entry = (await _bench.HistoryAsync(order)).Single(e => e.Cause == OrderEventCause.RobotRetired);
        Assert.Equal(("r1", "r1 was retired by anna"), (entry.Robot, entry.Why));
    }

    [Fact]
    public async Task Retired_robot_is_listed_no_more_and_its_history_stays()
    {
        await HeldAsync();

        await RetireAsync();

        Assert.Empty((await _bench.Store.ListRobotsAsync(new(), CancellationToken.None)).Items);
        var entry = (await _bench.HistoryAsync("r1"))[^1];
        Assert.Equal((RobotEventCause.Retired, "anna", "sold"), (entry.Cause, entry.By, entry.Why));
        var kept = _bench.Sent.To(Topics.FleetRobot("r1"))[^1];
        Assert.True(kept.Retain);
        Assert.Equal(0, kept.Payload.Length);
    }

    [Fact]
    public async Task Retired_robot_gets_no_order()
    {
        await _bench.ReportAsync("r1");
        await RetireAsync();

        var order = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(3);

        Assert.Equal(OrderState.Pending, order.State);
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Report_of_a_retired_robot_on_its_old_order_is_refused_and_it_is_told_to_stop()
    {
        var order = await HeldAsync();
        await RetireAsync();
        _bench.Sent.Clear();

        var outcome = await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);

        Assert.Equal(RefusalCode.NotHolder, outcome.Refusal!.Code);
        Assert.Equal([$"cancel/{order.Id}/1"], _bench.IdsTo("r1"));
        await _bench.AssertAsync(order, OrderState.Pending, null);
    }

    [Fact]
    public async Task Retired_robot_that_is_still_connected_stays_retired_whatever_it_says()
    {
        var order = await HeldAsync();
        await RetireAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(5));
        await _bench.OrderReportAsync("r1", order, "CANCELED", attempt: 1);
        for (var i = 0; i < 20; i++)
        {
            await _bench.ReportAsync("r1");
            await _bench.AdvanceAsync(10);
        }

        Assert.NotNull((await _bench.RobotAsync("r1")).RetiredAt);
        await _bench.AssertAsync(order, OrderState.Pending, null);
        Assert.Empty(await _bench.AlertsAsync("ROBOT_OFFLINE"));
    }

    [Fact]
    public async Task Retired_robot_that_missed_to_stop_is_told_again_when_it_names_the_order()
    {
        var order = await HeldAsync();
        await RetireAsync();
        _bench.Sent.Clear();

        for (var i = 0; i < 2; i++)
        {
            await _bench.AdvanceAsync(5);
            await _bench.ReportAsync("r1", more: $$""", "order": "{{order.Id}}" """);
        }

        await _bench.AdvanceAsync(5);
        await _bench.ReportAsync("r1", more: """, "order": null""");

        Assert.Equal([$"cancel/{order.Id}/1", $"cancel/{order.Id}/1"], _bench.IdsTo("r1"));
        Assert.NotNull((await _bench.RobotAsync("r1")).RetiredAt);
    }

    [Fact]
    public async Task Retired_robot_that_nobody_knows_the_connections_of_is_back_after_a_silence()
    {
        await HeldAsync();
        await RetireAsync();
        await _bench.AdvanceAsync(89);
        await _bench.ReportAsync("r1");
        Assert.NotNull((await _bench.RobotAsync("r1")).RetiredAt);

        await _bench.AdvanceAsync(90);
        await _bench.ReportAsync("r1");

        Assert.Null((await _bench.RobotAsync("r1")).RetiredAt);
    }

    [Fact]
    public async Task Retired_robot_that_was_switched_off_and_on_is_back_without_the_order()
    {
        var order = await HeldAsync();
        await RetireAsync();
        await _bench.ReportAsync("r2");
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.PresenceAsync("r1", isConnected: true);

        await _bench.ReportAsync("r1", "ONLINE", $$""", "order": "{{order.Id}}" """);

        await _bench.AssertFreeAsync("r1");
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        Assert.Equal("CANCEL_ORDER", _bench.LastTo("r1").GetProperty("command").GetString());
    }

    [Fact]
    public async Task Last_will_of_a_retired_robot_does_not_bring_it_back()
    {
        await HeldAsync();
        await RetireAsync();

        await _bench.ReportAsync("r1", "OFFLINE");
        await _bench.AdvanceAsync(200);

        Assert.NotNull((await _bench.RobotAsync("r1")).RetiredAt);
        Assert.Empty(await _bench.AlertsAsync("ROBOT_OFFLINE"));
    }

    [Fact]
    public async Task Alerts_of_a_retired_robot_are_over()
    {
        await _bench.ReportAsync("r1", "FAULT");
        Assert.Single(await _bench.AlertsAsync(isOpen: true));

        await RetireAsync();

        Assert.Empty(await _bench.AlertsAsync(isOpen: true));
    }

    [Fact]
    public async Task Robot_that_is_retired_already_is_not_found()
    {
        await HeldAsync();
        await RetireAsync();

        var again = await _bench.Robots.RetireAsync("r1", Anna, CancellationToken.None);

        Assert.Equal(RefusalCode.NotFound, again.Refusal!.Code);
        Assert.StartsWith("r1 was retired at 2026-01-31 12:00:00 UTC", again.Refusal.Reason, StringComparison.Ordinal);
    }

    private async Task<Order> HeldAsync()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        return order;
    }

    private async Task RetireAsync() => Assert.Null((await _bench.Robots.RetireAsync("r1", Anna, CancellationToken.None)).Refusal);
}
