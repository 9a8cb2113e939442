using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Orders_are_listed_newest_first()
    {
        await OrdersAsync();

        Assert.Equal([6, 5, 4, 3, 2, 1], await NumbersAsync(new OrderQuery()));
    }

    [Fact]
    public async Task Orders_are_listed_by_site()
    {
        await OrdersAsync();

        Assert.Equal([6, 4, 2], await NumbersAsync(new OrderQuery(Site: "bar")));
        Assert.Empty(await NumbersAsync(new OrderQuery(Site: "ba")));
    }

    [Fact]
    public async Task Orders_are_listed_by_states()
    {
        await OrdersAsync();

        Assert.Equal([4, 1], await NumbersAsync(new OrderQuery(States: [OrderState.Pending])));
        Assert.Equal([6, 4, 3, 1], await NumbersAsync(new OrderQuery(States: [OrderState.Completed, OrderState.Pending, OrderState.Completed])));
        Assert.Equal([6, 5, 4, 3, 2, 1], await NumbersAsync(new OrderQuery(States: Enum.GetValues<OrderState>())));
        Assert.Empty(await NumbersAsync(new OrderQuery(States: [])));
        Assert.Empty(await NumbersAsync(new OrderQuery(States: [OrderState.Failed])));
    }

    [Fact]
    public async Task Orders_are_listed_by_the_time_of_placing()
    {
        await OrdersAsync();

        Assert.Equal([2, 1], await NumbersAsync(new OrderQuery(PlacedBefore: Noon.AddSeconds(3))));
        Assert.Equal([6, 5, 4, 3], await NumbersAsync(new OrderQuery(PlacedAfter: Noon.AddSeconds(3))));
        Assert.Equal([4, 3], await NumbersAsync(new OrderQuery(PlacedAfter: Noon.AddSeconds(3), PlacedBefore: Noon.AddSeconds(5))));
    }

    [Fact]
    public async Task Filters_of_orders_work_together()
    {
        await OrdersAsync();

        var query = new OrderQuery("bar", [OrderState.Pending, OrderState.Completed], Noon.AddSeconds(6), Noon.AddSeconds(2), Id(6));
        Assert.Equal([4], await NumbersAsync(query));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Pages_of_orders_follow_each_other_to_the_end(bool site, bool states)
    {
        await Store.PutAsync([.. Enumerable.Range(1, 9).Select(i => (object)Order(i, state: (OrderState)(i % 3)))]);
        var query = new OrderQuery(site ? "kitchen" : null, states ? [OrderState.InProgress, OrderState.Pending, OrderState.Assigned] : null, Limit: 4);

        var first = await Store.ListOrdersAsync(query, CancellationToken.None);
        var second = await Store.ListOrdersAsync(query with { Before = first.Next }, CancellationToken.None);
        var third = await Store.ListOrdersAsync(query with { Before = second.Next }, CancellationToken.None);

        Assert.Equal([Id(9), Id(8), Id(7), Id(6)], first.Items.Select(o => o.Id));
        Assert.Equal([Id(5), Id(4), Id(3), Id(2)], second.Items.Select(o => o.Id));
        Assert.Equal([Id(1)], third.Items.Select(o => o.Id));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Open_orders_are_counted_by_state()
    {
        await OrdersAsync();

        Assert.Equal(
            new Dictionary<string, int> { ["PENDING"] = 2, ["ASSIGNED"] = 1, ["IN_PROGRESS"] = 1 },
            await Store.CountOrdersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task No_order_is_counted_where_there_is_none() => Assert.Empty(await Store.CountOrdersAsync(CancellationToken.None));

    /// <summary>Six orders, the even ones of the bar, the third and sixth completed.</summary>
    private Task OrdersAsync() => Store.PutAsync(
        Order(3, state: OrderState.Completed),
        Order(1),
        Order(2, "bar", OrderState.Assigned),
        Order(6, "bar", OrderState.Completed),
        Order(5, state: OrderState.InProgress),
        Order(4, "bar"));

    private async Task<IEnumerable<int>> NumbersAsync(OrderQuery query) =>
        (await Store.ListOrdersAsync(query, CancellationToken.None)).Items.Select(o => (int)(o.PlacedAt - Noon).TotalSeconds);
}
