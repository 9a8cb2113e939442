using Muster.Fleet.Configuration;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Dispatch;

/// <summary>Why an order waits, for people: one reason a robot of its site.</summary>
public static class WaitingReasons
{
    /// <summary>The reasons; what holds whichever robot there is comes first.</summary>
    /// <param name="order">A PENDING order.</param>
    /// <param name="site">What is known of its site.</param>
    /// <param name="robots">All robots of its site.</param>
    /// <param name="configuration">The fleet's settings.</param>
    /// <param name="now">The time (UTC).</param>
    public static IReadOnlyList<string> Of(Order order, Site? site, IReadOnlyList<Robot> robots, FleetConfiguration configuration, DateTimeOffset now)
    {
        var reasons = new List<string>();
        if (Eligibility.WhyNot(order, configuration) is { } unknown)
        {
            reasons.Add(unknown);
            return reasons;
        }

        if (site?.Hold is { } hold)
        {
            reasons.Add($"{order.Site} is held by {hold.By}{(hold.Why is null ? "" : $": {hold.Why}")}");
        }

        if (robots.Count == 0)
        {
            reasons.Add($"no robot reports that it is at {order.Site}");
        }

        foreach (var robot in robots)
        {
            reasons.Add(Eligibility.WhyNot(new Candidate(robot, order, configuration, now, robots)) ?? (site?.Hold is null ? $"{robot.Name} is available: it is next" : $"{robot.Name} is available"));
        }

        return reasons;
    }
}
