using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;

namespace Muster.Tests.Cases;

/// <summary>"An order stays in the queue though a robot is free, until something else happens."</summary>
public sealed class WaitingOrderCases
{
    private readonly FleetBench _bench = new();

    [Fact]
    public async Task Order_goes_to_a_robot_that_was_free_before_it_came()
    {
        await _bench.ReportAsync("r1");

        var order = await _bench.PlaceAsync();

        Assert.Equal((OrderState.Assigned, "r1"), (order.State, order.Robot));
        var command = Assert.Single(_bench.CommandsTo("r1"));
        Assert.Equal($"{order.Id}/1", command.GetProperty("id").GetString());
        Assert.Equal("EXECUTE_ORDER", command.GetProperty("command").GetString());
    }

    [Fact]
    public async Task Order_goes_to_a_robot_that_comes_later()
    {
        var order = await _bench.PlaceAsync();

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("FAILED")]
    [InlineData("REJECTED")]
    public async Task Waiting_order_goes_to_a_robot_that_ends_its_own(string end)
    {
        await _bench.ReportAsync("r1");
        var first = await _bench.PlaceAsync(priority: 0);
        var second = await _bench.PlaceAsync();

        await _bench.OrderReportAsync("r1", first, end, attempt: 1);

        await _bench.AssertAsync(second, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_order_goes_to_a_robot_whose_order_is_called_off()
    {
        await _bench.ReportAsync("r1");
        var first = await _bench.PlaceAsync();
        var second = await _bench.PlaceAsync();

        await _bench.Orders.CancelAsync(first.Id, new Actor("anna"), CancellationToken.None);
        await _bench.AssertAsync(second, OrderState.Pending, null);
        await _bench.OrderReportAsync("r1", first, "CANCELED", attempt: 1);

        await _bench.AssertAsync(first, OrderState.Canceled, "r1");
        await _bench.AssertAsync(second, OrderState.Assigned, "r1");
    }

    [Theory]
    [InlineData("PAUSED")]
    [InlineData("FAULT")]
    [InlineData("OFFLINE")]
    [InlineData("CHARGING")]
    public async Task Waiting_order_goes_to_a_robot_that_is_ready_again(string status)
    {
        await _bench.ReportAsync("r1", status);
        var order = await _bench.PlaceAsync();
        await _bench.AssertAsync(order, OrderState.Pending, null);

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_order_goes_to_a_robot_that_charges_once_its_battery_is_full_enough()
    {
        await _bench.ReportAsync("r1", "CHARGING", """, "battery": 79.9""");
        var order = await _bench.PlaceAsync();
        await _bench.AssertAsync(order, OrderState.Pending, null);

        await _bench.ReportAsync("r1", "CHARGING", """, "battery": 80""");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_order_goes_to_a_robot_that_got_another_battery_instead_of_charging()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 12""");
        var order = await _bench.PlaceAsync();
        Assert.Equal("CHARGE", _bench.LastTo("r1").GetProperty("command").GetString());

        await _bench.ReportAsync("r1", "ONLINE", """, "battery": 100""");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_order_goes_to_a_robot_that_comes_to_its_site()
    {
        await _bench.ReportAsync("r1", site: "oslo");
        var order = await _bench.PlaceAsync();

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_orders_go_to_the_robots_when_their_site_is_released()
    {
        await _bench.Sites.HoldAsync(FleetBench.Site, new Actor("anna"), CancellationToken.None);
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(5);
        await _bench.AssertAsync(order, OrderState.Pending, null);

        await _bench.Sites.ReleaseAsync(FleetBench.Site, new Actor("anna"), CancellationToken.None);

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Waiting_order_goes_to_a_robot_that_says_it_has_finished_work_of_its_own()
    {
        await _bench.ReportAsync("r1", "ONLINE", """, "order": "own-work" """);
        var order = await _bench.PlaceAsync();
        await _bench.AssertAsync(order, OrderState.Pending, null);

        await _bench.ReportAsync("r1", "ONLINE", """, "order": null""");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Sweep_dispatches_what_a_crash_left_between_an_order_and_its_dispatch()
    {
        await _bench.ReportAsync("r1");
        _bench.Sent.IsDown = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.PlaceAsync());
        _bench.Sent.IsDown = false;
        var order = Assert.Single((await _bench.Store.ListPendingAsync(FleetBench.Site, null, null, 10, CancellationToken.None)));

        await _bench.AdvanceAsync(1);

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
        Assert.Equal([$"{order.Id}/1"], _bench.IdsTo("r1"));
    }

    [Fact]
    public async Task Sweep_dispatches_what_a_crash_left_between_a_completion_and_the_next_dispatch()
    {
        await _bench.ReportAsync("r1");
        var first = await _bench.PlaceAsync();
        var second = await _bench.PlaceAsync();
        _bench.Sent.IsDown = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.OrderReportAsync("r1", first, "COMPLETED"));
        _bench.Sent.IsDown = false;

        await _bench.AdvanceAsync(1);

        await _bench.AssertAsync(first, OrderState.Completed, "r1");
        await _bench.AssertAsync(second, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Command_that_a_crash_kept_from_the_robot_is_sent_again()
    {
        await _bench.ReportAsync("r1", "PAUSED");
        var order = await _bench.PlaceAsync();
        _bench.Sent.IsDown = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.ReportAsync("r1"));
        _bench.Sent.IsDown = false;

        await _bench.AdvanceAsync(6);

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
        Assert.Equal([$"{order.Id}/1"], _bench.IdsTo("r1").Distinct());
    }

    [Fact]
    public async Task Order_that_waits_says_why_robot_by_robot()
    {
        await _bench.ReportAsync("r1", "PAUSED");
        await _bench.ReportAsync("r2", "ONLINE", """, "battery": 12""");
        var order = await _bench.PlaceAsync();

        var robots = await _bench.Store.ListRobotsAsync(new(FleetBench.Site), CancellationToken.None);
        var reasons = Muster.Fleet.Dispatch.WaitingReasons.Of(await _bench.FindAsync(order), null, robots.Items, _bench.Settings.Current, _bench.Now);

        Assert.Equal(["r1 is PAUSED", $"r2 was told to {CommandName.Charge}"], reasons);
    }
}
