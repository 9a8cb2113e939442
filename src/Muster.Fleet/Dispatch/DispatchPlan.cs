using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Dispatch;

/// <summary>Which robot takes which order. Read from top to bottom: the phases of design.md section 7.</summary>
public static class DispatchPlan
{
    /// <summary>Plans for one site.</summary>
    /// <param name="pending">Its waiting orders; who is served first comes first.</param>
    /// <param name="available">Its robots that are available (<see cref="Eligibility"/>); those that get an order are taken out.</param>
    /// <param name="everyone">All its robots; none when they don't matter.</param>
    /// <param name="configuration">The fleet's settings.</param>
    /// <param name="now">The time (UTC).</param>
    public static IReadOnlyList<Assignment> Make(
        IReadOnlyList<Order> pending, List<Robot> available, IReadOnlyList<Robot>? everyone, FleetConfiguration configuration, DateTimeOffset now)
    {
        var plan = new List<Assignment>();
        foreach (var order in pending)
        {
            if (available.Count == 0)
            {
                break;
            }

            // 1. An order that may not begin any more is left to the sweep, which fails it.
            if (order.ExpiresAt <= now || order.Deadline <= now)
            {
                continue;
            }

            // 2. The robots that no predicate refuses; 3. the policy picks one of them.
            if (Pick(order, available, everyone, configuration, now) is { } robot)
            {
                available.Remove(robot);
                plan.Add(new Assignment(order, robot));
            }
        }

        return plan;
    }

    /// <summary>The better of two robots for an order comes first: by the policy, then the longer idle one, then by name.</summary>
    public static int Compare(Robot a, Robot b, Order order, FleetConfiguration configuration)
    {
        var byPolicy = configuration.Policy.Dispatch switch
        {
            DispatchPolicy.HighestBattery => (b.Battery ?? 0).CompareTo(a.Battery ?? 0),
            DispatchPolicy.Nearest => Distance(a, order, configuration).CompareTo(Distance(b, order, configuration)),
            _ => 0,
        };
        return byPolicy != 0 ? byPolicy
            : IdleSince(a) != IdleSince(b) ? IdleSince(a).CompareTo(IdleSince(b))
            : string.CompareOrdinal(a.Name, b.Name);
    }

    /// <summary>Since when a robot without an order has been idle (UTC).</summary>
    public static DateTimeOffset IdleSince(Robot robot) => robot.OrderSince > robot.StatusSince ? robot.OrderSince.Value : robot.StatusSince;

    private static Robot? Pick(Order order, List<Robot> available, IReadOnlyList<Robot>? everyone, FleetConfiguration configuration, DateTimeOffset now)
    {
        Robot? best = null;
        foreach (var robot in available)
        {
            if (Eligibility.WhyNotThis(new Candidate(robot, order, configuration, now, everyone)) is null
                && (best is null || Compare(robot, best, order, configuration) < 0))
            {
                best = robot;
            }
        }

        return best;
    }

    /// <summary>Metres in a straight line; a robot of which it is not known comes last.</summary>
    private static double Distance(Robot robot, Order order, FleetConfiguration configuration)
    {
        var target = order.Position ?? configuration.Site(order.Site).Position;
        if (target is null)
        {
            return 0;
        }

        return robot.Position is { } at && IsSameMap(at, target) ? Math.Sqrt(Math.Pow(at.X - target.X, 2) + Math.Pow(at.Y - target.Y, 2)) : double.PositiveInfinity;
    }

    private static bool IsSameMap(Position a, Position b) => a.Map is null || b.Map is null || a.Map == b.Map;
}
