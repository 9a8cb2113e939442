using System.Globalization;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    private static readonly Dictionary<string, Order> KeptOrders = new()
    {
        ["everything set"] = FullOrder(),
        ["nothing set"] = Order(1),
        ["text beyond ASCII"] = FullOrder() with { Site = "Küche 🍳", Item = "注文", Reason = "a\0b \t\n\\ 'it''s' <b>&", Avoided = ["é", ""] },
        ["parameters that are a string"] = FullOrder() with { Parameters = "\"a\\u0000\\n\"" },
        ["parameters that are null"] = FullOrder() with { Parameters = "null" },
        ["long parameters"] = FullOrder() with { Parameters = $"\"{new string('x', 60_000)}\"" },
        ["customer without an address"] = FullOrder() with { Customer = new Customer("table 4") },
        ["long wait"] = FullOrder() with { Expires = TimeSpan.FromDays(40) + TimeSpan.FromMilliseconds(1) },
        ["rank before 1970"] = FullOrder() with { Rank = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero) },
    };

    public static TheoryData<string> KeptOrderNames { get; } = [.. KeptOrders.Keys, .. Enum.GetNames<OrderState>()];

    [Theory]
    [MemberData(nameof(KeptOrderNames))]
    public async Task Order_is_kept_to_the_letter(string what)
    {
        var order = KeptOrders.TryGetValue(what, out var kept) ? kept : Order(1, state: Enum.Parse<OrderState>(what));

        await Store.PutAsync(order);

        AssertSame(order, await Store.FindOrderAsync(order.Id));
        AssertSame(order, Assert.Single((await Store.ListOrdersAsync(new OrderQuery(), CancellationToken.None)).Items));
    }

    [Fact]
    public async Task Order_that_was_never_placed_is_not_found()
    {
        Assert.Null(await Store.FindOrderAsync(Id(1)));
        Assert.Empty((await OrderHistoryAsync(Id(1))).Items);
    }

    [Fact]
    public async Task Order_is_written_over_its_version_with_its_entry()
    {
        await Store.PutAsync(Order(1));
        var next = FullOrder() with { Version = 2, Key = null };

        Assert.True((await Store.CommitAsync(new OrderPut(next, 1, Entry(next)))).IsDone);

        AssertSame(next, await Store.FindOrderAsync(Id(1)));
        Assert.Equal([Entry(next)], (await OrderHistoryAsync(Id(1))).Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Order_over_another_version_is_lost(long expected)
    {
        await Store.PutAsync(Order(1));
        var next = Order(1, state: OrderState.Canceled) with { Version = 3 };

        Assert.False((await Store.CommitAsync(new OrderPut(next, expected, Entry(next)))).IsDone);

        AssertSame(Order(1), await Store.FindOrderAsync(Id(1)));
        Assert.Empty((await OrderHistoryAsync(Id(1))).Items);
    }

    [Fact]
    public async Task Order_that_is_not_there_is_not_changed()
    {
        Assert.False((await Store.CommitAsync(new OrderPut(Order(1) with { Version = 2 }, 1, null))).IsDone);
        Assert.Null(await Store.FindOrderAsync(Id(1)));
    }

    [Fact]
    public async Task History_of_an_order_is_told_newest_first_and_in_pages()
    {
        await Store.PutAsync(Order(1));
        for (var version = 2; version <= 6; version++)
        {
            var next = Order(1) with { Version = version };
            await Store.CommitAsync(new OrderPut(next, version - 1, Entry(next)));
        }

        var first = await OrderHistoryAsync(Id(1), limit: 2);
        var second = await OrderHistoryAsync(Id(1), long.Parse(first.Next!, CultureInfo.InvariantCulture), 2);
        var third = await OrderHistoryAsync(Id(1), long.Parse(second.Next!, CultureInfo.InvariantCulture), 2);

        Assert.Equal([6, 5, 4, 3, 2], first.Items.Concat(second.Items).Concat(third.Items).Select(e => e.Version));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Entry_of_an_orders_history_is_kept_to_the_letter()
    {
        var full = new OrderEvent(Id(1), 1, Noon.AddMilliseconds(3), "CAUSE", "PENDING", "ASSIGNED", 2, "r1", "because \"so\" 🍳", "anna");
        var bare = new OrderEvent(Id(2), 1, Noon, "CAUSE", null, "PENDING", 1);

        await Store.CommitAsync(new Commit { Orders = [new OrderPut(Order(1), 0, full), new OrderPut(Order(2), 0, bare)] });

        Assert.Equal([full], (await OrderHistoryAsync(Id(1))).Items);
        Assert.Equal([bare], (await OrderHistoryAsync(Id(2))).Items);
    }

    private async Task<Page<OrderEvent>> OrderHistoryAsync(string id, long? before = null, int limit = 1000) =>
        await Store.ListOrderHistoryAsync(id, before, limit, CancellationToken.None);
}
