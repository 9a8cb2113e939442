using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>Whether a robot is there.</summary>
public static class RobotPresence
{
    /// <summary>Whether nothing was heard of it for the heartbeat's time-out.</summary>
    public static bool IsSilent(Robot robot, FleetPolicy policy, DateTimeOffset now) => now >= robot.LastSeen + policy.Heartbeat;

    /// <summary>When an OFFLINE robot counts as gone: after the grace that a short loss of its connection is given.</summary>
    public static DateTimeOffset GoneAt(Robot robot, FleetPolicy policy)
    {
        var (afterGrace, afterSilence) = (robot.StatusSince + policy.DisconnectGrace, robot.LastSeen + policy.Heartbeat);
        return afterGrace < afterSilence ? afterGrace : afterSilence;
    }

    /// <summary>Whether it is OFFLINE for so long that its order goes to another, and a person should know.</summary>
    public static bool IsGone(Robot robot, FleetPolicy policy, DateTimeOffset now) =>
        robot.Status == RobotStatus.Offline && now >= GoneAt(robot, policy);

    /// <summary>When it was last back: a new connection, or a report after it was OFFLINE (UTC); none when it never was away.</summary>
    public static DateTimeOffset? BackAt(Robot robot) =>
        robot.ReturnedAt is { } returned && !(robot.ConnectedAt > returned) ? returned : robot.ConnectedAt;
}
