using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>When the sweep has to look at a robot, if nothing is heard of it before.</summary>
internal static class RobotDue
{
    public static DateTimeOffset? Of(Robot robot, FleetConfiguration configuration, DateTimeOffset now)
    {
        if (robot.RetiredAt is not null)
        {
            return null;
        }

        var policy = configuration.Policy;
        if (robot.Status == RobotStatus.Offline)
        {
            // What it holds has yet to be freed: at once, once it is gone.
            var goneAt = RobotPresence.GoneAt(robot, policy);
            return goneAt > now ? goneAt : robot.Order is null ? null : now;
        }

        var due = robot.LastSeen + policy.Heartbeat;
        if (robot.Order is not null && robot.Status == RobotStatus.Fault)
        {
            return now;
        }

        return RobotInstructions.NextSend(robot, policy) is { } send && send < due ? send : due;
    }
}
