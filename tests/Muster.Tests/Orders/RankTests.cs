using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Tests.Cases;

namespace Muster.Tests.Orders;

/// <summary>Who is served first: the higher priority, and who has waited longer than that is worth.</summary>
public sealed class RankTests
{
    private readonly FleetBench _bench = new(FleetBench.Patient());

    [Fact]
    public async Task Higher_priority_goes_first()
    {
        var low = await _bench.PlaceAsync(priority: 4);
        await _bench.AdvanceAsync(1);
        var high = await _bench.PlaceAsync(priority: 6);

        Assert.Equal([high.Id, low.Id], await QueueAsync());
    }

    [Fact]
    public async Task Of_the_same_priority_the_older_goes_first()
    {
        var older = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(1);
        var newer = await _bench.PlaceAsync();

        Assert.Equal([older.Id, newer.Id], await QueueAsync());
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(301, true)]
    public async Task Order_that_has_waited_an_aging_step_goes_before_a_newer_one_of_the_next_priority(double seconds, bool isFirst)
    {
        var five = await _bench.PlaceAsync(priority: 5);
        await _bench.AdvanceAsync(seconds);
        var six = await _bench.PlaceAsync(priority: 6);

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(isFirst ? five : six, OrderState.Assigned, "r1");
        await _bench.AssertAsync(isFirst ? six : five, OrderState.Pending, null);
    }

    [Fact]
    public async Task Order_of_the_lowest_priority_does_not_starve_behind_the_highest()
    {
        var order = await _bench.PlaceAsync(priority: 0, more: """, "expires": "2h" """);
        await _bench.AdvanceAsync((9 * 300) + 1);
        await _bench.PlaceAsync(priority: 9);

        await _bench.ReportAsync("r1");

        await _bench.AssertAsync(order, OrderState.Assigned, "r1");
    }

    [Fact]
    public async Task Changed_priority_changes_the_place_and_says_who_and_why()
    {
        var first = await _bench.PlaceAsync();
        await _bench.AdvanceAsync(1);
        var second = await _bench.PlaceAsync();

        await _bench.Orders.ChangePriorityAsync(second.Id, 9, new Actor("anna", "in a hurry"), CancellationToken.None);

        Assert.Equal([second.Id, first.Id], await QueueAsync());
        var entry = (await _bench.HistoryAsync(second))[^1];
        Assert.Equal((OrderEventCause.PriorityChanged, "from 5 to 9: in a hurry", "anna"), (entry.Cause, entry.Why, entry.By));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public async Task Priority_out_of_its_range_is_refused(int priority)
    {
        var order = await _bench.PlaceAsync();

        var result = await _bench.Orders.ChangePriorityAsync(order.Id, priority, Actor.Unknown, CancellationToken.None);

        Assert.Equal(("invalid-value", "priority"), (result.Refusal!.WireCode, result.Refusal.Field));
    }

    [Fact]
    public async Task Many_orders_that_no_robot_can_do_hide_none_that_it_can()
    {
        var settings = FleetBench.Patient() with
        {
            Items = new Dictionary<string, Muster.Fleet.Configuration.ItemSettings> { ["steak"] = new() { Requires = ["grill"] }, ["latte"] = new() },
        };
        var bench = new FleetBench(settings);
        for (var i = 0; i < 200; i++)
        {
            await bench.PlaceAsync("steak");
        }

        var latte = await bench.PlaceAsync("latte");
        await bench.ReportAsync("r1");

        await bench.AssertAsync(latte, OrderState.Assigned, "r1");
    }

    private async Task<IEnumerable<string>> QueueAsync() =>
        (await _bench.Store.ListPendingAsync(FleetBench.Site, null, null, 10, CancellationToken.None)).Select(o => o.Id);
}
