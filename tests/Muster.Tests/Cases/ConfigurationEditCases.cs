using Muster.Fleet.Configuration;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Tests.Cases;

/// <summary>The configuration is changed while orders wait or are held.</summary>
public sealed class ConfigurationEditCases
{
    private static readonly ItemSettings Weld = new() { Requires = ["torch"], ExpectedDuration = TimeSpan.FromHours(1), MaxDuration = TimeSpan.FromHours(2) };

    private readonly FleetBench _bench = new(With(["weld", "latte"], ["munich", "oslo"]));

    [Fact]
    public async Task Order_for_an_item_that_was_taken_out_is_given_to_nobody_and_says_why()
    {
        await _bench.ReportAsync("r1");
        var order = await _bench.PlaceAsync("weld");

        _bench.Settings.Replace(With(["latte"], ["munich"]));
        await _bench.AdvanceAsync(5);
        await _bench.ReportAsync("r2");

        await _bench.AssertAsync(order, OrderState.Pending, null);
        Assert.Equal(["the item \"weld\" is no longer in the configuration"], await WaitingAsync(order));
        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Order_is_dispatched_once_its_item_is_back()
    {
        await _bench.ReportAsync("r1", more: """, "capabilities": ["torch"], "battery": 5""");
        var order = await _bench.PlaceAsync("weld");
        _bench.Settings.Replace(With(["latte"], ["munich"]));
        await _bench.ReportAsync("r1", more: """, "battery": 90""");
        await _bench.AdvanceAsync(2);
        await _bench.AssertAsync(order, OrderState.Pending, null);

        _bench.Settings.Replace(With(["weld"], ["munich"]));
        await _bench.ReportAsync("r2", more: """, "capabilities": ["torch"]""");
        await _bench.AdvanceAsync(2);

        Assert.Equal(OrderState.Assigned, (await _bench.FindAsync(order)).State);
    }

    [Fact]
    public async Task Order_for_a_site_that_was_taken_out_is_given_to_nobody_and_says_why()
    {
        var order = await _bench.PlaceAsync(site: "oslo");

        _bench.Settings.Replace(With(["weld", "latte"], ["munich"]));
        await _bench.ReportAsync("r1", site: "oslo");
        await _bench.AdvanceAsync(5);

        await _bench.AssertAsync(order, OrderState.Pending, null);
        Assert.Equal(["the site \"oslo\" is no longer in the configuration"], await WaitingAsync(order));
    }

    [Fact]
    public async Task Order_that_is_held_keeps_its_robot_when_its_item_is_taken_out()
    {
        await _bench.ReportAsync("r1", more: """, "capabilities": ["torch"]""");
        var order = await _bench.PlaceAsync("weld");
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");

        _bench.Settings.Replace(With(["latte"], ["munich"]));
        for (var minute = 0; minute < 45; minute++)
        {
            await _bench.AdvanceAsync(60);
            await _bench.ReportAsync("r1");
        }

        await _bench.AssertAsync(order, OrderState.InProgress, "r1");
        Assert.Empty(await _bench.AlertsAsync());

        await _bench.OrderReportAsync("r1", order, "COMPLETED");
        await _bench.AssertAsync(order, OrderState.Completed, "r1");
    }

    private static FleetConfiguration With(string[] items, string[] sites) => FleetConfiguration.Default with
    {
        Items = items.ToDictionary(i => i, i => i == "weld" ? Weld : new ItemSettings(), StringComparer.Ordinal),
        Sites = sites.ToDictionary(s => s, _ => new SiteSettings(), StringComparer.Ordinal),
    };

    private async Task<IReadOnlyList<string>> WaitingAsync(Order order)
    {
        var robots = await _bench.Store.ListRobotsAsync(new RobotQuery(order.Site), CancellationToken.None);
        return WaitingReasons.Of(await _bench.FindAsync(order), null, robots.Items, _bench.Settings.Current, _bench.Now);
    }
}
