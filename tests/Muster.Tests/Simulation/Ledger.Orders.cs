using Muster.Fleet.Orders;

namespace Muster.Tests.Simulation;

// Orders: none disappears, they move along the allowed edges, and their history explains how.
internal sealed partial class Ledger
{
    /// <summary>How orders may move: COMPLETED while waiting is the late word of the last holder, and out of an end leads only an operator's hand.</summary>
    public static readonly IReadOnlyList<string> Edges =
    [
        "Pending to Assigned", "Pending to Completed", "Pending to Failed", "Pending to Canceled",
        "Assigned to InProgress", "Assigned to Completed", "Assigned to Pending", "Assigned to Failed", "Assigned to Canceled",
        "InProgress to Completed", "InProgress to Pending", "InProgress to Failed", "InProgress to Canceled",
        "Failed to Pending", "Canceled to Pending",
    ];

    private readonly Dictionary<(string Order, int Attempt), string> _begun = [];
    private readonly Dictionary<string, int> _completions = new(StringComparer.Ordinal);

    /// <summary>A robot begins: no other may ever have begun the same attempt.</summary>
    public void Begins(SimRobot robot, string order, int attempt)
    {
        Count("begun");
        if (!_begun.TryAdd((order, attempt), robot.Name))
        {
            Demand(_begun[(order, attempt)] == robot.Name, $"attempt {attempt} of {order} was begun by {_begun[(order, attempt)]} and by {robot.Name}");
        }

        Demand(_orders[order].Attempt >= attempt, $"{robot.Name} begins attempt {attempt} of {order}, which is at attempt {_orders[order].Attempt}");
        foreach (var other in world.Robots.Where(r => r != robot && r.Order == order))
        {
            // Of the two, only one can be at the attempt that counts: the fleet has taken the other one back, which may not know it yet.
            Demand(Math.Min(other.Attempt, attempt) < _orders[order].Attempt, $"{robot.Name} begins attempt {attempt} of {order} while {other.Name} is at attempt {other.Attempt}");
            Count("old holder still at it");
        }
    }

    /// <summary>A robot is done: where nothing went wrong, it is the only one.</summary>
    public void Completes(SimRobot robot, string order)
    {
        var times = _completions[order] = _completions.GetValueOrDefault(order) + 1;
        Demand(times == 1 || !world.Faults.IsCalm, $"{robot.Name} completes {order}, the {times}. completion of it, and nothing had gone wrong");
    }

    private void CheckOrder(string id)
    {
        var order = World.Wait(world.Store.FindOrderAsync(id, CancellationToken.None));
        Demand(order is not null, $"the order {id} has disappeared");
        if (!_orders.TryGetValue(id, out var before))
        {
            Demand(order!.State == OrderState.Pending && order.Version == 1, $"the order {id} begins as {order.State}, version {order.Version}");
            Demand(order.Key is not { } key || _orders.Values.All(o => o.Key != key), $"the idempotency key {order.Key} gave two orders: {id} is one");
            _ids.Add(id);
        }
        else
        {
            CheckMove(before, order!);
        }

        _orders[id] = order!;
        CheckFields(order!);
    }

    private void CheckMove(Order before, Order order)
    {
        if (order.Version == before.Version)
        {
            Demand(order.State == before.State && order.Robot == before.Robot, $"the order {order.Id} changed without a new version");
            return;
        }

        Demand(order.Version == before.Version + 1, $"the order {order.Id} went from version {before.Version} to {order.Version}");
        Demand(order.Attempt == before.Attempt || (order.Attempt == before.Attempt + 1 && order.State == OrderState.Pending), $"the order {order.Id} went from attempt {before.Attempt} to {order.Attempt}");
        if (order.State == before.State)
        {
            Demand(order.State == OrderState.Pending || order.Robot == before.Robot, $"the order {order.Id} went from {before.Robot} to {order.Robot} without being put back");
            return;
        }

        var edge = $"{before.State} to {order.State}";
        var isAllowed = Edges.Contains(edge) && (!before.State.IsEnded() || LastCause(order.Id) == OrderEventCause.Requeued);
        Demand(isAllowed, $"the order {order.Id} went from {before.State} to {order.State}");
        Demand(before.Cancel is null || order.State.IsEnded() || order.State == OrderState.InProgress || LastCause(order.Id) == OrderEventCause.Requeued, $"the order {order.Id} was called off and went from {before.State} to {order.State}");
        Count(edge);
    }

    private string? LastCause(string id) => World.Wait(world.Store.ListOrderHistoryAsync(id, null, 1, CancellationToken.None)).Items[0].Cause;

    private void CheckFields(Order order)
    {
        Demand(order.State.IsHeld() == (order.AssignedAt is not null && order.EndedAt is null), $"the order {order.Id} is {order.State} and has AssignedAt {order.AssignedAt}, EndedAt {order.EndedAt}");
        Demand(!order.State.IsHeld() || order.Robot is not null, $"the order {order.Id} is {order.State} and has no robot");
        Demand(order.State != OrderState.Pending || (order.Robot is null && order.Cancel is null), $"the order {order.Id} waits and has the robot {order.Robot}, the cancellation {order.Cancel}");
        Demand(order.State.IsEnded() == (order.EndedAt is not null), $"the order {order.Id} is {order.State} and ended at {order.EndedAt}");

        // Nothing depends on one message: whatever has not ended is looked at again at some time.
        Demand(order.State.IsEnded() || order.Due is not null, $"nobody will look at the order {order.Id} again: it is {order.State} and not due at any time");
    }

    private void CheckHistory(string id)
    {
        var order = _orders[id];
        var entries = World.Wait(world.Store.ListOrderHistoryAsync(id, null, 1000, CancellationToken.None)).Items;
        Demand(entries.Count > 0 && entries[0].To == order.State.ToWire(), $"the order {id} is {order.State.ToWire()} and its history ends with {(entries.Count == 0 ? "nothing" : entries[0].To)}");
        for (var i = 0; i < entries.Count; i++)
        {
            var from = i + 1 < entries.Count ? entries[i + 1].To : null;
            Demand(entries[i].From == from, $"the history of {id} has a gap: {entries[i]} after {from}");
            Demand(i == 0 || entries[i].Version < entries[i - 1].Version, $"the history of {id} has two entries of version {entries[i].Version}");
        }
    }
}
