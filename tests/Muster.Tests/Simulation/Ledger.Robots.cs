using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

// Robots, their claims, and alerts.
internal sealed partial class Ledger
{
    private void CheckRobot(string name)
    {
        if (World.Wait(world.Store.FindRobotAsync(name, CancellationToken.None)) is not { } robot)
        {
            Demand(!_robots.ContainsKey(name), $"the robot {name} has disappeared");
            return;
        }

        if (_robots.TryGetValue(name, out var before))
        {
            Demand(robot.Version == before.Version || robot.Version == before.Version + 1, $"the robot {name} went from version {before.Version} to {robot.Version}");
            Demand(robot.Version > before.Version || (robot.Order == before.Order && robot.Status == before.Status && robot.Instruction == before.Instruction), $"the robot {name} changed without a new version");
            Demand(robot.LastSeen >= before.LastSeen, $"the robot {name} was seen at {before.LastSeen:O}, and now at {robot.LastSeen:O} only");
        }

        _robots[name] = robot;

        // Nothing depends on one message: who is there, or holds something, is looked at again at some time.
        var needsCare = robot.RetiredAt is null && (robot.Status != RobotStatus.Offline || robot.Order is not null);
        Demand(!needsCare || robot.Due is not null, $"nobody will look at the robot {name} again: it is {robot.Status} with {robot.Order} and not due at any time");
    }

    /// <summary>Who holds what, from both sides.</summary>
    private void CheckClaims()
    {
        foreach (var robot in _robots.Values)
        {
            if (robot.Order is { } id)
            {
                Demand(robot.RetiredAt is null, $"{robot.Name} is retired and holds {id}");
                var order = World.Wait(world.Store.FindOrderAsync(id, CancellationToken.None));
                Demand(order is not null && order.State.IsHeld() && order.Robot == robot.Name, $"{robot.Name} holds {id}, which is {order?.State} and held by {order?.Robot ?? "nobody"}");
            }
        }

        foreach (var id in _ids)
        {
            if (_orders[id] is { Robot: { } name } order && order.State.IsHeld())
            {
                var robot = World.Wait(world.Store.FindRobotAsync(name, CancellationToken.None));
                Demand(robot?.Order == id, $"{id} is held by {name}, which holds {robot?.Order ?? "nothing"}");
            }
        }
    }

    /// <summary>What is open is what robots and orders say is open, each once.</summary>
    private void CheckAlerts()
    {
        var open = World.Wait(world.Store.ListAlertsAsync(new AlertQuery(IsOpen: true, Limit: RobotQuery.MaxLimit), CancellationToken.None)).Items;
        Demand(open.DistinctBy(a => (a.Kind, a.Subject)).Count() == open.Count, $"two alerts of one kind are open for one subject: {string.Join(", ", open.Select(a => a.Id))}");
        var known = _robots.Values.SelectMany(r => r.Alerts).Concat(_orders.Values.SelectMany(o => o.Alerts)).Select(a => a.Id).Order(StringComparer.Ordinal).ToList();
        Demand(open.Select(a => a.Id).Order(StringComparer.Ordinal).SequenceEqual(known), $"open are {string.Join(", ", open.Select(a => a.Id))}; robots and orders say {string.Join(", ", known)}");
    }
}
