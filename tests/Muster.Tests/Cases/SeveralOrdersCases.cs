using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using Muster.Tests.Store;

namespace Muster.Tests.Cases;

/// <summary>"Of several orders placed at once all but one fail", and "after a restart one robot has two orders in progress".</summary>
public sealed class SeveralOrdersCases : IDisposable
{
    private readonly SqliteBench _sqlite = new();

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public async Task Orders_placed_at_once_are_all_carried_out()
    {
        const int Count = 50;
        var bench = new FleetBench(store: _sqlite.Store);
        for (var i = 1; i <= 5; i++)
        {
            await bench.ReportAsync($"r{i}");
        }

        bench.IsQuiet = false;
        var orders = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => bench.PlaceAsync())));
        await bench.SweepAsync();
        for (var round = 0; round < Count; round++)
        {
            var held = await HeldAsync(bench);
            if (held.Count == 0)
            {
                break;
            }

            Assert.True(held.Count <= 5);
            await Task.WhenAll(held.Select(o => Task.Run(() => bench.OrderReportAsync(o.Robot!, o, "COMPLETED", o.Attempt))));
            await bench.SweepAsync();
        }

        bench.IsQuiet = true;
        await bench.SweepAsync();
        foreach (var order in orders)
        {
            var ended = await bench.FindAsync(order);
            Assert.Equal((OrderState.Completed, 1), (ended.State, ended.Attempt));
        }

        // Nobody was told of an order twice.
        var commands = Enumerable.Range(1, 5).SelectMany(i => bench.IdsTo($"r{i}")).ToList();
        Assert.Equal(Count, commands.Count);
        Assert.Equal(Count, commands.Distinct().Count());
    }

    [Fact]
    public async Task One_robot_gets_one_of_many_orders_placed_at_once()
    {
        var bench = new FleetBench(store: _sqlite.Store);
        await bench.ReportAsync("r1");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => bench.PlaceAsync())));
        await bench.SweepAsync();

        Assert.Single(await HeldAsync(bench));
        Assert.Single(bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task After_a_restart_no_robot_has_two_orders()
    {
        var before = new FleetBench(store: _sqlite.Store);
        await before.ReportAsync("r1");
        await before.ReportAsync("r2");
        var orders = new[] { await before.PlaceAsync(), await before.PlaceAsync(), await before.PlaceAsync(), await before.PlaceAsync() };
        await before.OrderReportAsync("r1", orders[0], "IN_PROGRESS");

        _sqlite.Close();
        var after = new FleetBench(store: _sqlite.Store, clock: before.Clock);
        await after.ReportAsync("r1", "ONLINE", $$""", "order": "{{orders[0].Id}}" """);
        await after.ReportAsync("r2");
        await after.AdvanceAsync(3);

        Assert.Equal(["r1", "r2"], (await HeldAsync(after)).Select(o => o.Robot).Order(StringComparer.Ordinal));
        await after.AssertAsync(orders[0], OrderState.InProgress, "r1");
        await after.AssertAsync(orders[1], OrderState.Assigned, "r2");
        Assert.Empty(after.CommandsTo("r1"));

        await after.OrderReportAsync("r1", orders[0], "COMPLETED");
        await after.OrderReportAsync("r2", orders[1], "COMPLETED");
        await after.AssertAsync(orders[2], OrderState.Assigned, "r1");
        await after.AssertAsync(orders[3], OrderState.Assigned, "r2");
    }

    [Fact]
    public async Task Order_that_was_not_accepted_before_a_restart_is_sent_again_after_it()
    {
        var before = new FleetBench(store: _sqlite.Store);
        await before.ReportAsync("r1");
        var order = await before.PlaceAsync();

        _sqlite.Close();
        var after = new FleetBench(store: _sqlite.Store, clock: before.Clock);
        await after.AdvanceAsync(6);

        Assert.Equal([$"{order.Id}/1"], after.IdsTo("r1"));
    }

    private static async Task<IReadOnlyList<Order>> HeldAsync(FleetBench bench) =>
        (await bench.Store.ListOrdersAsync(new OrderQuery(States: [OrderState.Assigned, OrderState.InProgress]), CancellationToken.None)).Items;
}
