using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Queue_is_by_rank_then_id()
    {
        var early = Noon.AddMinutes(-1);
        await Store.PutAsync(Order(3) with { Rank = early }, Order(2) with { Rank = early }, Order(1), Order(4) with { Rank = early.AddMilliseconds(-1) });

        Assert.Equal([Id(4), Id(2), Id(3), Id(1)], await PendingAsync());
    }

    [Fact]
    public async Task Queue_is_of_one_site_and_of_orders_that_wait()
    {
        await Store.PutAsync([.. Enum.GetValues<OrderState>().Select(s => (object)Order((int)s + 1, state: s)), Order(10, "bar")]);

        Assert.Equal([Id(1)], await PendingAsync());
        Assert.Equal([Id(10)], await PendingAsync("bar"));
        Assert.Empty(await PendingAsync("KITCHEN"));
    }

    [Fact]
    public async Task Order_leaves_the_queue_when_it_is_given_to_a_robot_and_comes_back_to_its_place()
    {
        await Store.PutAsync(Order(1), Order(2));

        await Store.CommitAsync(new OrderPut(Order(1, state: OrderState.Assigned) with { Version = 2 }, 1, null));
        Assert.Equal([Id(2)], await PendingAsync());

        await Store.CommitAsync(new OrderPut(Order(1) with { Version = 3 }, 2, null));
        Assert.Equal([Id(1), Id(2)], await PendingAsync());
    }

    [Fact]
    public async Task Order_of_another_priority_takes_another_place()
    {
        await Store.PutAsync(Order(1), Order(2));

        await Store.CommitAsync(new OrderPut(Order(2) with { Version = 2, Rank = Noon.AddHours(-1) }, 1, null));

        Assert.Equal([Id(2), Id(1)], await PendingAsync());
    }

    [Fact]
    public async Task Pages_of_the_queue_skip_nobody_of_the_same_rank()
    {
        await Store.PutAsync([.. Enumerable.Range(1, 7).Select(i => (object)(Order(i) with { Rank = Noon.AddSeconds(i / 3) }))]);

        var seen = new List<string>();
        Order? last = null;
        while (await Store.ListPendingAsync("kitchen", null, last, 2, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(o => o.Id));
            last = page[^1];
        }

        Assert.Equal(Enumerable.Range(1, 7).Select(Id), seen);
    }

    [Fact]
    public async Task Queue_of_some_items_leaves_the_others_out_and_keeps_the_order()
    {
        await Store.PutAsync(
            Order(1) with { Item = "weld" },
            Order(2) with { Item = "Latte" },
            Order(3) with { Item = "latte" },
            Order(4) with { Item = "weld" },
            Order(5) with { Item = "mocha" },
            Order(6, state: OrderState.Assigned) with { Item = "tea" },
            Order(7, "bar") with { Item = "soup" });

        Assert.Equal(["Latte", "latte", "mocha", "weld"], await Store.ListPendingItemsAsync("kitchen", CancellationToken.None));
        Assert.Empty(await Store.ListPendingItemsAsync("nowhere", CancellationToken.None));
        Assert.Equal([Id(3), Id(5)], await OfAsync(["mocha", "latte", "tea"], 100));
        Assert.Equal([Id(1), Id(2), Id(3)], await OfAsync(["weld", "latte", "Latte"], 3));
        Assert.Equal([Id(4)], await OfAsync(["weld"], 100, Order(1)));
        Assert.Equal([Id(4), Id(5)], await OfAsync(["weld", "mocha"], 2, Order(3)));
        Assert.Empty(await OfAsync([], 100));

        async Task<IEnumerable<string>> OfAsync(string[] items, int limit, Order? after = null) =>
            (await Store.ListPendingAsync("kitchen", items, after, limit, CancellationToken.None)).Select(o => o.Id);
    }

    [Fact]
    public async Task Sites_with_orders_that_wait_are_listed_by_name()
    {
        await Store.PutAsync(Order(1, "b"), Order(2, "a"), Order(3, "B"), Order(4, "b"), Order(5, "done", OrderState.Completed), Order(6, "c"));

        Assert.Equal(["B", "a", "b", "c"], await Store.ListPendingSitesAsync(null, 10, CancellationToken.None));
        Assert.Equal(["a", "b"], await Store.ListPendingSitesAsync("B", 2, CancellationToken.None));
        Assert.Empty(await Store.ListPendingSitesAsync("c", 10, CancellationToken.None));
    }

    private async Task<IEnumerable<string>> PendingAsync(string site = "kitchen") =>
        (await Store.ListPendingAsync(site, null, null, 100, CancellationToken.None)).Select(o => o.Id);
}
