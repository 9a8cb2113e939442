using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>
/// A robot to write, if nobody else wrote it meanwhile. Its telemetry, last sight and own clock stay as they are stored:
/// they move without a new version, and a decision that was made a moment ago must not turn them back.
/// </summary>
/// <param name="Robot">The robot as it shall be.</param>
/// <param name="ExpectedVersion">The version that it must still have; 0 when it must not exist yet.</param>
/// <param name="Event">The entry for its history; none when there is none.</param>
public sealed record RobotPut(Robot Robot, long ExpectedVersion, RobotEvent? Event)
{
    /// <summary>When the fleet heard of the robot by something else than its status (UTC); none when it did not.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>
    /// Whether it is lost too when the robot was heard of meanwhile, which raises no version: the decision rests on its silence.
    /// </summary>
    public bool IsUnseen { get; init; }

    /// <summary>Whether it may be written over <paramref name="stored"/>.</summary>
    internal bool CanWrite(Robot? stored) =>
        (stored?.Version ?? 0) == ExpectedVersion && (!IsUnseen || stored is null || stored.LastSeen <= Robot.LastSeen);

    /// <summary>The robot to write over <paramref name="stored"/>.</summary>
    internal Robot Over(Robot? stored) => stored is null ? Robot : Robot with
    {
        LastSeen = Seen > stored.LastSeen ? Seen.Value : stored.LastSeen,
        ReportedAt = stored.ReportedAt,
        Battery = stored.Battery,
        Position = stored.Position,

        // A change is announced with all that is stored by then; where there is none, what waits to be announced goes on waiting.
        AnnouncedAt = Event is null ? stored.AnnouncedAt : Robot.AnnouncedAt,
        AnnouncementDue = Event is null ? stored.AnnouncementDue : Robot.AnnouncementDue,
    };
}
