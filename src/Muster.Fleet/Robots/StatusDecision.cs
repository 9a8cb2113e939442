using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>What a status report does to a robot.</summary>
/// <param name="Robot">The robot after it; for a stale report, the robot as it was.</param>
/// <param name="IsStale">Whether the report was older than what is known, so that nothing was done.</param>
/// <param name="Announce">Whether the new state is to be announced now.</param>
/// <param name="Event">The entry for the history; none when only telemetry or nothing changed.</param>
/// <param name="Previous">The robot before it; none when it was not known.</param>
public readonly record struct StatusDecision(Robot Robot, bool IsStale, bool Announce, RobotEvent? Event, Robot? Previous = null)
{
    /// <summary>How far a robot's clock may run ahead before its <c>at</c> counts as its arrival.</summary>
    public static readonly TimeSpan MaxClockLead = TimeSpan.FromMinutes(1);

    /// <summary>The least time between two announcements of telemetry alone.</summary>
    public static readonly TimeSpan TelemetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing must have been heard of a retired robot for its next report to bring it back on a connection that it had already.</summary>
    public static readonly TimeSpan RetiredSilence = TimeSpan.FromSeconds(90);

    /// <summary>Decides on <paramref name="report"/>.</summary>
    /// <param name="current">The robot as it is; none when it was never heard of.</param>
    /// <param name="report">What it says.</param>
    public static StatusDecision Decide(Robot? current, in StatusReport report)
    {
        var (now, reportedAt) = TimesOf(report);
        if (current is null or { RetiredAt: not null })
        {
            return current is null || IsBack(current, report.Status, now)
                ? Register(report, now, reportedAt, current)
                : StillRetired(current, report, now);
        }

        // Only two times of the robot's own clock can be compared: without one, the order of arrival rules.
        if (reportedAt < current.ReportedAt)
        {
            return new StatusDecision(current, IsStale: true, Announce: false, Event: null, current);
        }

        var next = current with
        {
            Status = report.Status,
            LastSeen = now > current.LastSeen ? now : current.LastSeen,
            ReportedAt = reportedAt ?? current.ReportedAt,
            Site = report.Site.Or(current.Site),
            Capabilities = report.Capabilities.Or(current.Capabilities) ?? [],
            Battery = report.Battery.Or(current.Battery),
            Position = report.Position.Or(current.Position),
            ReportedOrder = report.Order.Or(current.ReportedOrder),
            Fault = report.Fault.Or(KeepsFault(report.Status) ? current.Fault : null),
        };

        return RobotChanges.Differ(current, next)
            ? Changed(current, next, now)
            : Telemetry(current, next, now);
    }

    /// <summary>When a report came, and when its robot made it, as fine as they are kept.</summary>
    internal static (DateTimeOffset Now, DateTimeOffset? ReportedAt) TimesOf(in StatusReport report)
    {
        // Whole milliseconds as IoT SQL's timestamp(), the robot's own clock in microseconds.
        var now = Truncate(report.ReceivedAt, TimeSpan.TicksPerMillisecond);

        // A clock that runs ahead must not lock the robot out once it is set right.
        DateTimeOffset? reportedAt = report.At is not { } at ? null
            : at > now + MaxClockLead ? now
            : Truncate(at, TimeSpan.TicksPerMicrosecond);
        return (now, reportedAt);
    }

    /// <summary>A robot that works, charges or is paused has got over its fault; one that is gone may not have.</summary>
    internal static bool KeepsFault(RobotStatus status) => status is RobotStatus.Fault or RobotStatus.Offline;

    /// <summary>
    /// A retired robot is back when it begins anew: on a connection that began after it was retired, or after a silence, where nobody
    /// knows of connections. One that just goes on reporting has not heard of it. Nor is a last will a return.
    /// </summary>
    private static bool IsBack(Robot retired, RobotStatus status, DateTimeOffset now) =>
        status != RobotStatus.Offline
        && now >= retired.RetiredAt
        && now >= retired.LastSeen
        && (retired.ConnectedAt > retired.RetiredAt || now - Later(retired.LastSeen, retired.RetiredAt.Value) >= RetiredSilence);

    /// <summary>
    /// It stays retired. Kept is that it was heard of, as its silence counts, and what it says it is at: it has to be told to stop.
    /// </summary>
    private static StatusDecision StillRetired(Robot retired, in StatusReport report, DateTimeOffset now)
    {
        if (now <= retired.LastSeen)
        {
            return new StatusDecision(retired, IsStale: true, Announce: false, Event: null, retired);
        }

        var order = report.Order.Or(retired.ReportedOrder);
        var next = retired with { LastSeen = now, ReportedOrder = order, Version = order == retired.ReportedOrder ? retired.Version : retired.Version + 1 };
        return new StatusDecision(next, IsStale: false, Announce: false, Event: null, retired);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Truncate(DateTimeOffset time, long ticks) => new(time.UtcTicks - (time.UtcTicks % ticks), TimeSpan.Zero);

    /// <summary>A robot's first report. One that was retired goes on with its history, as a new robot otherwise.</summary>
    private static StatusDecision Register(in StatusReport report, DateTimeOffset now, DateTimeOffset? reportedAt, Robot? retired)
    {
        var robot = new Robot
        {
            Name = report.Name,
            Status = report.Status,
            StatusSince = now,
            LastSeen = now,
            Version = (retired?.Version ?? 0) + 1,
            ReportedAt = reportedAt,
            Site = report.Site.Value,
            Capabilities = report.Capabilities.Value ?? [],
            Battery = report.Battery.Value,
            Position = report.Position.Value,
            ReportedOrder = report.Order.Value,
            Fault = report.Fault.Value,
            ConnectedAt = retired?.ConnectedAt,
            AnnouncedAt = now,
            Due = now,
        };
        return new StatusDecision(robot, IsStale: false, Announce: true, RobotChanges.Entry(null, robot, now, RobotEventCause.Report));
    }

    private static StatusDecision Changed(Robot current, Robot next, DateTimeOffset now)
    {
        next = next with
        {
            Version = current.Version + 1,
            StatusSince = next.Status == current.Status ? current.StatusSince : now,
            ReturnedAt = current.Status == RobotStatus.Offline && next.Status != RobotStatus.Offline ? now : current.ReturnedAt,
            AnnouncedAt = now,
            AnnouncementDue = false,
            Due = now,
        };
        var entry = RobotChanges.Entry(current, next, now, RobotEventCause.Report);

        // A robot that says that it is at the order that it was given changes nothing that others see.
        return entry.Changes.Count == 0
            ? new StatusDecision(next with { AnnouncedAt = current.AnnouncedAt, AnnouncementDue = current.AnnouncementDue }, IsStale: false, Announce: false, Event: null, current)
            : new StatusDecision(next, IsStale: false, Announce: true, entry, current);
    }

    private static StatusDecision Telemetry(Robot current, Robot next, DateTimeOffset now)
    {
        var due = current.AnnouncementDue || next.Battery != current.Battery || next.Position != current.Position;
        if (!due)
        {
            return new StatusDecision(next, IsStale: false, Announce: false, Event: null, current);
        }

        var announce = now - current.AnnouncedAt >= TelemetryInterval;
        if (announce || !current.AnnouncementDue)
        {
            next = next with { AnnouncedAt = announce ? now : current.AnnouncedAt, AnnouncementDue = !announce };
        }

        return new StatusDecision(next, IsStale: false, announce, Event: null, current);
    }
}
