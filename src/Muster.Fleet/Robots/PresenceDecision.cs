using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>What the start or the end of a connection does to the robot whose name is the client's id.</summary>
/// <param name="Robot">The robot after it.</param>
/// <param name="Event">The entry for the history; none when only the connection was noted.</param>
public sealed record PresenceDecision(Robot Robot, RobotEvent? Event)
{
    /// <summary>
    /// A new connection is noted, so that the late end of an older one can be told apart (events may arrive out of order).
    /// By its time: AWS IoT Core begins its version numbers anew when a client was away for about an hour. Noted of a retired robot too,
    /// whose next report on it brings it back.
    /// </summary>
    /// <returns>None when nothing is to be done.</returns>
    public static PresenceDecision? Connected(Robot robot, LifecycleEvent connected) =>
        connected.At <= robot.ConnectedAt
            ? null
            : new PresenceDecision(
                robot with { Version = robot.Version + 1, ConnectedAt = connected.At, Due = robot.Order is null ? robot.Due : connected.At },
                Event: null);

    /// <summary>
    /// A lost connection makes the robot OFFLINE, unless it is back already. A clean disconnect leaves it to the robot's
    /// own report and the heartbeat's time-out; a take-over by a second connection means that the robot is there.
    /// </summary>
    /// <returns>None when nothing is to be done.</returns>
    public static PresenceDecision? Disconnected(Robot robot, LifecycleEvent gone)
    {
        var isBack = gone.At < robot.ConnectedAt || robot.LastSeen.ToUnixTimeMilliseconds() > gone.Timestamp;
        if (gone.ClientInitiatedDisconnect == true
            || gone.DisconnectReason is DisconnectReason.ClientInitiated or DisconnectReason.DuplicateClientId
            || isBack
            || robot.RetiredAt is not null
            || robot.Status == RobotStatus.Offline)
        {
            return null;
        }

        var next = robot with
        {
            Status = RobotStatus.Offline,
            StatusSince = gone.At,
            Version = robot.Version + 1,
            AnnouncedAt = gone.At,
            AnnouncementDue = false,
            Due = gone.At,
        };
        var why = $"the connection ended without a DISCONNECT ({gone.DisconnectReason ?? DisconnectReason.ConnectionLost})";
        return new PresenceDecision(next, RobotChanges.Entry(robot, next, gone.At, RobotEventCause.ConnectionLost, why));
    }
}
