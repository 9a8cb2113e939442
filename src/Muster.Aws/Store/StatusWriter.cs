using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// Reports. Steady telemetry, which is nearly all of them, is one conditional update; where its guess was wrong the item that
/// comes back decides, and the write that follows rests on exactly what was read.
/// </summary>
internal sealed class StatusWriter(Writer writer, RobotReader robots, RobotHints hints, RecentWrites recent, TableNames tables, DynamoStoreOptions options, Retry retry, TimeProvider clock)
{
    /// <summary>So often others may get in between before pauses are made.</summary>
    private const int HastyTries = 4;

    private readonly RobotTurns _turns = new();

    public Task<StatusDecision> ReportAsync(StatusReport report, CancellationToken cancellationToken)
    {
        if (report.Battery.Value is { } charge)
        {
            report = report with { Battery = new Optional<double?>(true, RobotItems.Storable(charge)) };
        }

        return _turns.TakeAsync(report.Name, () => ApplyAsync(report, cancellationToken));
    }

    private async Task<StatusDecision> ApplyAsync(StatusReport report, CancellationToken cancellationToken)
    {
        var (began, wasUnknown) = (clock.GetTimestamp(), false);
        var read = hints.Find(report.Name) is { } hint ? new Reading(hint, RobotItems.ToItem(hint), IsHint: true) : new Reading(null, null, IsHint: true);
        for (var tries = 0; ; tries++)
        {
            if (tries >= HastyTries)
            {
                await retry.PauseAsync(tries - HastyTries, began, new TimeoutException($"others write {report.Name} all the time"), cancellationToken).ConfigureAwait(false);
            }

            var isBlind = read is { IsHint: true, Robot: null };
            var decision = isBlind ? default : Decide(read, report);
            if (!isBlind && !IsTelemetry(decision, read.Robot))
            {
                if (decision.IsStale)
                {
                    if (!read.IsHint)
                    {
                        return decision;
                    }

                    read = Reading.Of(await robots.FindItemAsync(report.Name, cancellationToken).ConfigureAwait(false));
                    continue;
                }

                var change = await ChangeAsync(read.Item, decision, cancellationToken).ConfigureAwait(false);
                if (change.IsDone)
                {
                    Note(decision.Robot);
                    return decision;
                }

                wasUnknown |= change.WasUnknown;
                read = Reading.Of(change.Failed[0].Item ?? await robots.FindItemAsync(report.Name, cancellationToken).ConfigureAwait(false));
                continue;
            }

            var now = StatusDecision.TimesOf(report).Now;
            if (!isBlind && !read.IsHint && now < read.Robot!.LastSeen)
            {
                // Overtaken by a later one: nothing that the quick way could do.
                if (RobotWrites.Difference(tables.Robots, read.Item!, decision.Robot) is not { } exact)
                {
                    return decision;
                }

                var late = await writer.WriteAsync([exact], [], cancellationToken).ConfigureAwait(false);
                if (late.IsDone)
                {
                    return decision;
                }

                read = Reading.Of(late.Item);
                continue;
            }

            var write = TelemetryWrite.Of(tables.Robots, report, isBlind ? Guess(report) : Shape(decision, read.Robot!));
            var result = await writer.WriteAsync([write], [], cancellationToken).ConfigureAwait(false);
            if (result is { IsDone: true, Item: not null })
            {
                decision = StatusDecision.Decide(RobotItems.Read(result.Item), report);
                hints.Note(decision.Robot);
                return decision;
            }

            wasUnknown |= result.WasUnknown;
            read = Reading.Of(result.Item ?? await robots.FindItemAsync(report.Name, cancellationToken).ConfigureAwait(false));
            if (wasUnknown && read.Robot is { } robot && robot.AnnouncedAt == now && robot.LastSeen == now)
            {
                // A try that got no answer did it. Whether it announced is not known: once more does no harm.
                return new StatusDecision(robot, IsStale: false, Announce: true, Event: null, robot);
            }
        }
    }

    /// <summary>What others wrote is no robot of the fleet's yet: it is taken in as a new one, with what is there.</summary>
    private static StatusDecision Decide(in Reading read, in StatusReport report)
    {
        if (read.Item is null || RobotItems.IsOurs(read.Item))
        {
            return StatusDecision.Decide(read.Robot, report);
        }

        var robot = read.Robot!;
        return StatusDecision.Decide(null, report with
        {
            Site = new Optional<string>(true, report.Site.Or(robot.Site)),
            Capabilities = new Optional<IReadOnlyList<string>>(true, report.Capabilities.Or(robot.Capabilities)),
            Battery = new Optional<double?>(true, report.Battery.Or(robot.Battery)),
            Position = new Optional<Position>(true, report.Position.Or(robot.Position)),
        });
    }

    private static bool IsTelemetry(in StatusDecision decision, Robot? before) =>
        !decision.IsStale && before is not null && decision.Previous is not null && decision.Robot.Version == before.Version;

    private static TelemetryShape Guess(in StatusReport report) =>
        report.Battery.IsPresent || report.Position.IsPresent ? TelemetryShape.Announce : TelemetryShape.Quiet;

    private static TelemetryShape Shape(in StatusDecision decision, Robot before) =>
        decision.Announce ? TelemetryShape.Announce
        : decision.Robot.AnnouncementDue && !before.AnnouncementDue ? TelemetryShape.BecomesDue
        : TelemetryShape.Quiet;

    /// <summary>A new version: with its entry in the history and in the feed, where it has one.</summary>
    private Task<WriteResult> ChangeAsync(DynamoItem? before, in StatusDecision decision, CancellationToken cancellationToken)
    {
        var robot = decision.Robot;
        var write = before is null ? RobotWrites.New(tables.Robots, robot) : RobotWrites.Difference(tables.Robots, before, robot)!;
        return decision.Event is { } entry
            ? writer.WriteAsync(
                [write, HistoryItems.Write(tables.History, entry, clock.GetUtcNow() + options.KeepHistory)],
                [new FeedLine(FeedEntry.Robot, robot.Site, FleetMessages.RobotChanged(robot))],
                cancellationToken)
            : writer.WriteAsync([write], [], cancellationToken);
    }

    private void Note(Robot robot)
    {
        hints.Note(robot);
        if (robot.Site is not null)
        {
            recent.Note(robot.Site, robot.Name);
        }
    }

    /// <summary>A robot as it was read, or as it was last seen.</summary>
    private readonly record struct Reading(Robot? Robot, DynamoItem? Item, bool IsHint)
    {
        public static Reading Of(DynamoItem? item) => new(item is null ? null : RobotItems.Read(item), item, IsHint: false);
    }
}
