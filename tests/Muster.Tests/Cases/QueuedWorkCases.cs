using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Tests.Cases;

/// <summary>"Work queued while a robot was down starts by surprise when it returns."</summary>
public sealed class QueuedWorkCases
{
    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Command_says_when_it_is_not_to_be_begun_any_more_and_the_broker_drops_it_then()
    {
        await _bench.ReportAsync("r1");
        await _bench.PlaceAsync();

        Assert.Equal(_bench.Now.AddSeconds(15), _bench.LastTo("r1").GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(TimeSpan.FromSeconds(15), Assert.Single(_bench.Sent.To(Topics.Commands("r1"))).Expires);
    }

    [Fact]
    public async Task Each_sending_of_a_command_ends_with_the_time_to_accept_it()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(14);

        Assert.Equal(3, _bench.CommandsTo("r1").Count);
        Assert.All(_bench.CommandsTo("r1"), c => Assert.Equal(order.PlacedAt.AddSeconds(15), c.GetProperty("expiresAt").GetDateTimeOffset()));
        Assert.Equal([15, 10, 5], _bench.Sent.To(Topics.Commands("r1")).Select(m => m.Expires!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_robot_that_is_away()
    {
        await _bench.ReportAsync("r1");
        await _bench.PlaceAsync();
        await _bench.ReportAsync("r1", "OFFLINE");
        _bench.Sent.Clear();

        await _bench.AdvanceAsync(14);

        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Order_given_to_another_meanwhile_is_called_off_at_the_robot_that_returns()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await _bench.PresenceAsync("r1", isConnected: false);
        await _bench.ReportAsync("r2");
        await _bench.AdvanceAsync(16);
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        Assert.Equal(2, (await _bench.FindAsync(order)).Attempt);
        _bench.Sent.Clear();

        await _bench.ReportAsync("r1", "ONLINE", $$""", "order": "{{order.Id}}" """);

        Assert.Equal("CANCEL_ORDER", Assert.Single(_bench.CommandsTo("r1")).GetProperty("command").GetString());
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
    }

    [Fact]
    public async Task Robot_that_reports_on_an_order_of_another_is_told_to_stop()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.ReportAsync("r1", "FAULT");
        await _bench.ReportAsync("r2");
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
        await _bench.ReportAsync("r1");
        _bench.Sent.Clear();

        var outcome = await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);

        Assert.Equal(RefusalCode.NotHolder, outcome.Refusal!.Code);
        Assert.Contains("r2 holds it", outcome.Refusal.Reason, StringComparison.Ordinal);
        Assert.Equal($"cancel/{order.Id}/1", Assert.Single(_bench.IdsTo("r1")));
        Assert.Single(_bench.Sent.To(Topics.Rejected("r1")));
        await _bench.AssertAsync(order, OrderState.Assigned, "r2");
    }

    [Fact]
    public async Task Robot_that_is_back_in_time_learns_what_it_holds()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await _bench.AdvanceAsync(2);
        await _bench.PresenceAsync("r1", isConnected: false);
        await _bench.AdvanceAsync(2);
        await _bench.PresenceAsync("r1", isConnected: true);
        _bench.Sent.Clear();

        await _bench.AdvanceAsync(1);
        await _bench.ReportAsync("r1");

        Assert.Equal([$"{order.Id}/1"], _bench.IdsTo("r1"));
        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
        await _bench.AdvanceAsync(10);
        Assert.Single(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Robot_that_was_replaced_so_quickly_that_nobody_noticed_learns_what_it_holds()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS", attempt: 1);
        await _bench.AdvanceAsync(2);
        await _bench.PresenceAsync("r1", isConnected: true);
        _bench.Sent.Clear();

        await _bench.AdvanceAsync(1);
        Assert.Empty(_bench.CommandsTo("r1"));
        await _bench.ReportAsync("r1");

        Assert.Equal([$"{order.Id}/1"], _bench.IdsTo("r1"));
    }

    [Fact]
    public async Task Order_that_waited_too_long_fails_and_starts_no_robot()
    {
        var bench = new FleetBench();
        var order = await bench.PlaceAsync(more: """, "expires": "10m" """);
        await bench.AdvanceAsync(601);

        await bench.ReportAsync("r1");

        var ended = await bench.FindAsync(order);
        Assert.Equal((OrderState.Failed, "it waited longer than 10m for a robot"), (ended.State, ended.Reason));
        Assert.Empty(bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Expired_order_starts_no_robot_even_before_a_sweep_failed_it()
    {
        var order = await _bench.PlaceAsync(more: """, "expires": "10m" """);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));

        await _bench.ReportAsync("r1");

        Assert.Empty(_bench.CommandsTo("r1"));
        await _bench.SweepAsync();
        await _bench.AssertAsync(order, OrderState.Failed, null);
    }
}
