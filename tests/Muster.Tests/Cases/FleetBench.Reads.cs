using System.Text.Json;
using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Cases;

internal sealed partial class FleetBench
{
    /// <summary>The commands that a robot was sent, oldest first.</summary>
    public IReadOnlyList<JsonElement> CommandsTo(string robot) => Sent.JsonTo(Topics.Commands(robot));

    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> IdsTo(string robot) => [.. CommandsTo(robot).Select(c => c.GetProperty("id").GetString()!)];

    /// <summary>The last command that a robot was sent.</summary>
    public JsonElement LastTo(string robot) => CommandsTo(robot)[^1];

    public async Task<Order> FindAsync(Order order) => (await Store.FindOrderAsync(order.Id, CancellationToken.None))!;

    public async Task<Robot> RobotAsync(string name) => (await Store.FindRobotAsync(name, CancellationToken.None))!;

    /// <summary>An order's history, oldest first.</summary>
    public async Task<IReadOnlyList<OrderEvent>> HistoryAsync(Order order) =>
        [.. (await Store.ListOrderHistoryAsync(order.Id, null, 1000, CancellationToken.None)).Items.Reverse()];

    /// <summary>The causes in an order's history, oldest first.</summary>
    public async Task<IReadOnlyList<string>> CausesAsync(Order order) => [.. (await HistoryAsync(order)).Select(e => e.Cause)];

    /// <summary>A robot's history, oldest first.</summary>
    public async Task<IReadOnlyList<RobotEvent>> HistoryAsync(string robot) =>
        [.. (await Store.ListHistoryAsync(robot, null, 1000, CancellationToken.None)).Items.Reverse()];

    /// <summary>The alerts of a kind, newest first; all when <paramref name="isOpen"/> is left out.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(string? kind = null, bool? isOpen = null) =>
        (await Store.ListAlertsAsync(new AlertQuery(isOpen, Kind: kind), CancellationToken.None)).Items;

    /// <summary>Asserts an order's state and robot.</summary>
    public async Task AssertAsync(Order order, OrderState state, string? robot)
    {
        var now = await FindAsync(order);
        Assert.Equal((state, robot), (now.State, now.Robot));
    }

    /// <summary>Asserts that a robot is free in every respect.</summary>
    public async Task AssertFreeAsync(string robot)
    {
        var now = await RobotAsync(robot);
        Assert.Null(now.CurrentOrder);
        Assert.Equal("ONLINE", now.ShownStatus);
    }

    /// <summary>Both sides of each claim agree.</summary>
    private async Task CheckAsync()
    {
        if (!IsQuiet)
        {
            return;
        }

        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in _robots)
        {
            if (await Store.FindRobotAsync(name, CancellationToken.None) is { Order: { } order })
            {
                Assert.True(held.TryAdd(order, name), $"{order} is held by {held[order]} and by {name}");
            }
        }

        foreach (var id in _orders.ToList())
        {
            var order = (await Store.FindOrderAsync(id, CancellationToken.None))!;
            Assert.Equal(order.State.IsHeld() ? order.Robot : null, held.GetValueOrDefault(id));
        }
    }
}
