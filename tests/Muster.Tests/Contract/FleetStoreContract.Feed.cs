using System.Globalization;
using System.Text;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Feed_of_an_empty_fleet_is_empty() => AssertPage(await Store.FeedAsync(), null, isGap: false);

    [Fact]
    public async Task Report_that_changes_something_is_in_the_feed()
    {
        var decision = await Store.ReportAsync(Report(Noon) with { Site = Set("kitchen") });

        var entry = Assert.Single((await Store.FeedAsync()).Entries);
        Assert.Equal(("robot", "kitchen", "fleet/robots/r1"), (entry.Kind, entry.Site, entry.Topic));
        Assert.Equal(FleetMessages.RobotChanged(decision.Robot).Payload.ToArray(), entry.Payload.ToArray());
    }

    [Fact]
    public async Task Telemetry_is_not_in_the_feed()
    {
        await Store.ReportAsync(Report(Noon));
        await Store.ReportAsync(Report(Noon.AddSeconds(5)) with { Battery = Set<double?>(50) });

        Assert.Single((await Store.FeedAsync()).Entries);
    }

    [Fact]
    public async Task Commit_is_in_the_feed_as_robots_then_orders_then_alerts()
    {
        var order = Order(1, "bar");
        await Store.CommitAsync(new Commit
        {
            Alerts = [new AlertPut(Alert(1), 0)],
            Notifications = [new NotificationPut("msg_1", Notification(1), 0)],
            Sites = [new SitePut(Site(), 0)],
            Orders = [new OrderPut(order, 0, null)],
            Robots = [Next(Full()) with { ExpectedVersion = 0 }, new RobotPut(Full("quiet"), 0, null)],
        });

        var entries = (await Store.FeedAsync()).Entries;
        Assert.Equal(
            [("robot", "kitchen", "fleet/robots/r1"), ("order", "bar", $"fleet/orders/{order.Id}"), ("alert", "kitchen", "fleet/alerts/kitchen")],
            entries.Select(e => (e.Kind, e.Site!, e.Topic)));
        Assert.Equal(FleetMessages.OrderChanged(order).Payload.ToArray(), entries[1].Payload.ToArray());
        Assert.Equal(FleetMessages.AlertChanged(Alert(1)).Payload.ToArray(), entries[2].Payload.ToArray());
    }

    [Fact]
    public async Task Silent_order_is_written_and_not_in_the_feed()
    {
        await Store.CommitAsync(new OrderPut(Order(1), 0, null) { IsSilent = true });

        Assert.NotNull(await Store.FindOrderAsync(Id(1)));
        Assert.Empty((await Store.FeedAsync()).Entries);
    }

    [Fact]
    public async Task End_of_the_feed_is_its_newest_place()
    {
        Assert.Null(await Store.FindFeedEndAsync(CancellationToken.None));

        await Store.PutAsync(Order(1), Order(2));

        Assert.Equal((await Store.FeedAsync()).Last, await Store.FindFeedEndAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Robot_in_the_feed_has_the_telemetry_that_is_stored()
    {
        await Store.PutAsync(Full());
        await Store.ReportAsync(Report(Noon.AddSeconds(5)) with { Battery = Set<double?>(5), Fault = Set(Full().Fault) });
        await Store.CommitAsync(Next(Full()));

        Assert.Contains("\"battery\":5,", Encoding.UTF8.GetString(Assert.Single((await Store.FeedAsync()).Entries).Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_commit_is_not_in_the_feed()
    {
        await Store.CommitAsync(new Commit { Robots = [Next(Full())], Orders = [new OrderPut(Order(1), 0, null)], Alerts = [new AlertPut(Alert(1), 0)] });

        Assert.Empty((await Store.FeedAsync()).Entries);
    }

    [Fact]
    public async Task Parts_of_the_feed_follow_each_other_to_the_end_and_on()
    {
        await Store.PutAsync([.. Enumerable.Range(1, 5).Select(i => (object)Order(i))]);

        var first = await Store.FeedAsync(limit: 3);
        var second = await Store.FeedAsync(first.Last, limit: 3);
        AssertPage(first, first.Entries[^1].Id, isGap: false, 1, 2, 3);
        AssertPage(second, second.Entries[^1].Id, isGap: false, 4, 5);

        AssertPage(await Store.FeedAsync(second.Last), second.Last, isGap: false);
        await Store.PutAsync(Order(6));
        AssertPage(await Store.FeedAsync(second.Last), (await Store.FeedAsync()).Last, isGap: false, 6);
    }

    [Fact]
    public async Task Part_of_the_feed_of_one_site_ends_where_the_whole_one_does()
    {
        await Store.PutAsync(Order(1, "bar"), Order(2), Order(3, "bar"), Order(4));

        AssertPage(await Store.FeedAsync(site: "bar"), (await Store.FeedAsync()).Last, isGap: false, 1, 3);
        AssertPage(await Store.FeedAsync(site: "hall"), (await Store.FeedAsync()).Last, isGap: false);
        AssertPage(await Store.FeedAsync(site: "bar", limit: 2), (await Store.FeedAsync(limit: 2)).Last, isGap: false, 1);
    }

    [Fact]
    public async Task Feed_is_bounded_and_tells_of_its_gap()
    {
        var store = Create(feedLength: 20);
        await store.PutAsync(Order(1));
        var old = (await store.FeedAsync()).Last;
        if (AgesByItself)
        {
            Age(TimeSpan.FromDays(2));
        }

        for (var i = 2; i <= 100; i++)
        {
            await store.PutAsync(Order(i));
        }

        var all = await store.FeedAsync();
        Assert.InRange(all.Entries.Count, AgesByItself ? 99 : 20, AgesByItself ? 99 : 22);
        Assert.False(all.IsGap);
        Assert.Equal($"fleet/orders/{Id(100)}", all.Entries[^1].Topic);

        Assert.True((await store.FeedAsync(old)).IsGap);
        Assert.False((await store.FeedAsync(all.Entries[0].Id)).IsGap);
        Assert.Equal(all.Entries.Select(e => e.Id), (await store.FeedAsync(old)).Entries.Select(e => e.Id));
    }

    [Fact]
    public async Task Feed_of_many_at_once_has_each_change_once_and_in_the_order_of_versions()
    {
        var store = Store;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            for (var version = 1; version <= 20; version++)
            {
                Assert.True((await store.CommitAsync(new OrderPut(Order(i) with { Version = version }, version - 1, null))).IsDone);
            }
        })));

        var entries = (await store.FeedAsync()).Entries;
        Assert.Equal(400, entries.Count);
        Assert.Equal(entries.Select(Number).Order(), entries.Select(Number));
        Assert.All(entries.GroupBy(e => e.Topic), of => Assert.Equal(
            Enumerable.Range(1, 20).Select(v => FleetMessages.OrderChanged(Order(0) with { Version = v }).Payload.Length),
            of.Select(e => e.Payload.Length)));
    }

    private static long Number(FeedEntry entry) => long.Parse(entry.Id, CultureInfo.InvariantCulture);

    private static void AssertPage(FeedPage page, string? last, bool isGap, params int[] orders)
    {
        Assert.Equal(orders.Select(o => $"fleet/orders/{Id(o)}"), page.Entries.Select(e => e.Topic));
        Assert.Equal((last, isGap), (page.Last, page.IsGap));
    }
}
