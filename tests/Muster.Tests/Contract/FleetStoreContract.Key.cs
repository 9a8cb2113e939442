using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Order_is_found_by_its_key()
    {
        await Store.PutAsync(Order(1) with { Key = "k1" }, Order(2));

        AssertSame(Order(1) with { Key = "k1" }, await Store.FindOrderByKeyAsync("k1", CancellationToken.None));
        Assert.Null(await Store.FindOrderByKeyAsync("K1", CancellationToken.None));
    }

    [Fact]
    public async Task Second_order_under_a_key_is_lost_with_all_of_its_commit()
    {
        await Store.PutAsync(Order(1) with { Key = "k1" });

        var second = new Commit { Orders = [new OrderPut(Order(2) with { Key = "k1" }, 0, null)], Sites = [new SitePut(Site(), 0)] };

        Assert.False((await Store.CommitAsync(second)).IsDone);
        Assert.Null(await Store.FindOrderAsync(Id(2)));
        Assert.Null(await Store.FindSiteAsync("kitchen", CancellationToken.None));
    }

    [Fact]
    public async Task Orders_without_a_key_do_not_share_one()
    {
        await Store.PutAsync(Order(1), Order(2));

        Assert.NotNull(await Store.FindOrderAsync(Id(2)));
    }

    [Fact]
    public async Task Order_keeps_its_key_through_its_life()
    {
        await Store.PutAsync(Order(1) with { Key = "k1" });

        Assert.True((await Store.CommitAsync(new OrderPut(Order(1, state: OrderState.Assigned) with { Key = "k1", Version = 2 }, 1, null))).IsDone);

        Assert.Equal(OrderState.Assigned, (await Store.FindOrderByKeyAsync("k1", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Key_is_free_again_when_its_order_is_gone()
    {
        await Store.PutAsync(Order(1, state: OrderState.Completed) with { Key = "k1", EndedAt = Noon });
        await LetGoAsync(Noon.AddSeconds(1), 10);

        await Store.PutAsync(Order(2) with { Key = "k1" });

        Assert.Equal(Id(2), (await Store.FindOrderByKeyAsync("k1", CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Of_many_orders_placed_at_once_under_a_key_one_is_taken()
    {
        var store = Store;
        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => store.CommitAsync(new OrderPut(Order(i) with { Key = "k1" }, 0, null)))));

        var winner = Assert.Single(Enumerable.Range(0, 50), i => won[i].IsDone);
        Assert.Equal(Id(winner), Assert.Single((await Store.ListOrdersAsync(new OrderQuery(), CancellationToken.None)).Items).Id);
    }
}
