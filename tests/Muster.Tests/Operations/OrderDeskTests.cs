using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Tests.Cases;

namespace Muster.Tests.Operations;

/// <summary>Orders placed, and what a person does with them by hand.</summary>
public sealed class OrderDeskTests
{
    private static readonly Actor Anna = new("anna", "spilled it");

    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Requeued_order_goes_to_another_robot_and_the_first_is_told_to_stop()
    {
        var order = await RunningAsync();
        await _bench.ReportAsync("r2");

        Assert.Null((await _bench.Orders.RequeueAsync(order.Id, Anna, CancellationToken.None)).Refusal);

        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        await _bench.AssertFreeAsync("r1");
        Assert.Equal($"cancel/{order.Id}/1", _bench.IdsTo("r1")[^1]);
        var entry = (await _bench.HistoryAsync(order)).Single(e => e.Cause == OrderEventCause.Requeued);
        Assert.Equal(("anna", "spilled it", "r1"), (entry.By, entry.Why, entry.Robot));
    }

    [Fact]
    public async Task Failed_order_is_tried_again_by_anybody_with_all_its_attempts_and_its_time()
    {
        var order = await RunningAsync();
        await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None);
        await _bench.AdvanceAsync(10);

        await _bench.Orders.RequeueAsync(order.Id, Anna, CancellationToken.None);

        var again = await _bench.FindAsync(order);
        Assert.Equal((OrderState.Assigned, "r1", 2, 2), (again.State, again.Robot, again.Attempt, again.CountedFrom));
        Assert.Equal(_bench.Now + again.Expires, again.ExpiresAt);
        Assert.Empty(again.Avoided);
        Assert.Null(again.EndedAt);
        Assert.Empty(await _bench.AlertsAsync(isOpen: true));
    }

    [Fact]
    public async Task Order_that_waits_needs_no_requeue() =>
        Assert.True((await _bench.Orders.RequeueAsync((await _bench.PlaceAsync()).Id, Anna, CancellationToken.None)).IsRepeat);

    [Fact]
    public async Task Completed_order_is_neither_requeued_nor_failed()
    {
        var order = await RunningAsync();
        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        Assert.Equal("conflict", (await _bench.Orders.RequeueAsync(order.Id, Anna, CancellationToken.None)).Refusal!.WireCode);
        Assert.Equal("conflict", (await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None)).Refusal!.WireCode);
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
    }

    [Fact]
    public async Task Order_failed_by_hand_frees_its_robot_which_is_told_to_stop()
    {
        var order = await RunningAsync();

        await _bench.Orders.FailAsync(order.Id, Anna, CancellationToken.None);

        await _bench.AssertAsync(order, OrderState.Failed, "r1");
        await _bench.AssertFreeAsync("r1");
        Assert.Equal($"cancel/{order.Id}/1", _bench.IdsTo("r1")[^1]);
        var entry = (await _bench.HistoryAsync(order))[^1];
        Assert.Equal((OrderEventCause.FailedByHand, "anna", "spilled it"), (entry.Cause, entry.By, entry.Why));
    }

    [Fact]
    public async Task Order_that_waits_is_failed_by_hand_too()
    {
        var order = await _bench.PlaceAsync();

        await _bench.Orders.FailAsync(order.Id, new Actor("anna"), CancellationToken.None);

        Assert.Equal((OrderState.Failed, "failed by anna"), ((await _bench.FindAsync(order)).State, (await _bench.FindAsync(order)).Reason));
        await _bench.ReportAsync("r1");
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Order_that_is_carried_out_has_a_history_that_explains_it()
    {
        var order = await RunningAsync();
        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        var history = await _bench.HistoryAsync(order);

        Assert.Equal(["PLACED", "DISPATCHED", "REPORT", "REPORT"], history.Select(e => e.Cause));
        Assert.Equal([null, "PENDING", "ASSIGNED", "IN_PROGRESS"], history.Select(e => e.From));
        Assert.Equal(["PENDING", "ASSIGNED", "IN_PROGRESS", "COMPLETED"], history.Select(e => e.To));
        Assert.Equal([null, "r1", "r1", "r1"], history.Select(e => e.Robot));
    }

    [Fact]
    public async Task Attempts_used_up_fail_the_order_and_raise_an_alert()
    {
        var bench = new FleetBench();
        var order = await bench.PlaceAsync();
        foreach (var robot in new[] { "r1", "r2", "r3", "r4" })
        {
            await bench.ReportAsync(robot);
            await bench.OrderReportAsync(robot, order, "REJECTED", more: """, "reason": "no milk" """);
        }

        var ended = await bench.FindAsync(order);
        Assert.Equal((OrderState.Failed, 3, "attempt 3 of 3 failed: r3: no milk"), (ended.State, ended.Attempt, ended.Reason));
        Assert.Empty(bench.CommandsTo("r4"));
        Assert.Equal("ORDER_FAILED", Assert.Single(await bench.AlertsAsync()).Kind);
    }

    [Fact]
    public async Task Same_key_gives_the_same_order_even_when_it_has_ended_and_another_body_is_refused()
    {
        const string Body = """{"site":"munich","item":"latte"}""";
        var first = await _bench.TryPlaceAsync(Body, "k1");
        await _bench.Orders.CancelAsync(first.Value!.Id, Anna, CancellationToken.None);

        var again = await _bench.TryPlaceAsync("""{"item": "latte", "site": "munich", "unknown": 1}""", "k1");
        var other = await _bench.TryPlaceAsync("""{"site":"munich","item":"espresso"}""", "k1");

        Assert.True(again.IsRepeat);
        Assert.Equal(first.Value.Id, again.Value!.Id);
        Assert.Equal(RefusalCode.KeyReused, other.Refusal!.Code);
        Assert.Contains(first.Value.Id, other.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_configuration_does_not_have_is_refused_with_what_it_has()
    {
        var bench = new FleetBench(FleetConfiguration.Default with
        {
            Sites = new Dictionary<string, SiteSettings> { ["munich"] = new(), ["oslo"] = new() },
            Items = new Dictionary<string, ItemSettings> { ["latte"] = new() },
        });

        var site = (await bench.TryPlaceAsync("""{"site":"berlin","item":"latte"}""")).Refusal!;
        var item = (await bench.TryPlaceAsync("""{"site":"munich","item":"tea"}""")).Refusal!;

        Assert.Equal(("site", "there is no site \"berlin\"; the configuration has munich, oslo"), (site.Field, site.Reason));
        Assert.Equal(("item", "there is no item \"tea\"; the configuration has latte"), (item.Field, item.Reason));
    }

    [Fact]
    public async Task Order_whose_deadline_has_passed_is_not_sent_back()
    {
        var order = await _bench.PlaceAsync(more: """, "deadline": "2026-01-31T12:00:10Z" """);
        await _bench.AdvanceAsync(11);
        await _bench.AssertAsync(order, OrderState.Failed, null);

        var refusal = (await _bench.Orders.RequeueAsync(order.Id, Anna, CancellationToken.None)).Refusal!;

        Assert.Equal(RefusalCode.Conflict, refusal.Code);
        Assert.Equal("its deadline, 2026-01-31 12:00:10 UTC, has passed, so that no robot would begin it; place a new one", refusal.Reason);
        await _bench.AdvanceAsync(5);
        Assert.Single(await _bench.AlertsAsync("ORDER_FAILED"));
    }

    [Fact]
    public async Task Deadline_that_has_passed_is_refused()
    {
        var refusal = (await _bench.TryPlaceAsync("""{"site":"munich","item":"latte","deadline":"2026-01-31T13:00:00+01:00"}""")).Refusal!;

        Assert.Equal(("invalid-value", "deadline"), (refusal.WireCode, refusal.Field));
    }

    [Fact]
    public async Task Order_that_nobody_knows_is_not_found() =>
        Assert.Equal(("not-found", "id"), ((await _bench.Orders.CancelAsync("no", Anna, CancellationToken.None)).Refusal!.WireCode, "id"));

    private async Task<Order> RunningAsync()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        return order;
    }
}
