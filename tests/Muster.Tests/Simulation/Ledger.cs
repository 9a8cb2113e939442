using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>What must hold after every step, read from the store itself. See README.md for the list.</summary>
internal sealed partial class Ledger(World world)
{
    private const int FullCheckEvery = 64;
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Robot> _robots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];

    /// <summary>The orders that were ever seen in the store, oldest first.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>How often something was written.</summary>
    public int Writes { get; private set; }

    /// <summary>What came to pass, for the test that shows that the seeds reach every corner.</summary>
    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Order> Orders => _ids.Select(id => _orders[id]);

    public void Check(StatusDecision decision)
    {
        Writes++;
        CheckRobot(decision.Robot.Name);
        CheckClaims();
    }

    public void Check(Commit commit, CommitResult result)
    {
        if (!result.IsDone)
        {
            Count("lost race");
            return;
        }

        Writes++;
        foreach (var put in commit.Orders)
        {
            Count(put.Event?.Cause);
            CheckOrder(put.Order.Id);
            CheckHistory(put.Order.Id);
        }

        foreach (var put in commit.Robots)
        {
            Count(put.Event is { } e ? $"robot {e.Cause}" : null);
            CheckRobot(put.Robot.Name);
        }

        if (Writes % FullCheckEvery == 0)
        {
            CheckAll();
            return;
        }

        CheckClaims();
        if (commit.Alerts.Count > 0)
        {
            Count("alert");
            CheckAlerts();
        }
    }

    /// <summary>Everything, touched or not.</summary>
    public void CheckAll()
    {
        _ids.ForEach(CheckOrder);
        _ids.ForEach(CheckHistory);
        foreach (var robot in world.Robots)
        {
            CheckRobot(robot.Name);
        }

        CheckClaims();
        CheckAlerts();
    }

    /// <summary>A customer was answered.</summary>
    public void Answered(string? key, OperationResult<Order> result)
    {
        if (result.Value is not { } order)
        {
            return;
        }

        Demand(_orders.ContainsKey(order.Id), $"the order {order.Id} was accepted and is not in the store");
        if (key is not null && !_keys.TryAdd(key, order.Id))
        {
            Count("repeated key");
            Demand(_keys[key] == order.Id, $"the idempotency key {key} gave two orders: {_keys[key]} and {order.Id}");
        }
    }

    public void Count(string? what)
    {
        if (what is not null)
        {
            Counts[what] = Counts.GetValueOrDefault(what) + 1;
        }
    }

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new SimulationException(otherwise);
        }
    }
}
