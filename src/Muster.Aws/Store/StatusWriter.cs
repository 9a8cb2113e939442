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

            var attempt = read is { IsHint: true, Robot: null }
                ? await QuickAsync(report, Guess(report), cancellationToken).ConfigureAwait(false)
                : await DecidedAsync(read, report, cancellationToken).ConfigureAwait(false);
            if (attempt.Decision is { } decision)
            {
                return decision;
            }

            read = attempt.Next;
            wasUnknown |= attempt.WasUnknown;
            var now = StatusDecision.TimesOf(report).Now;
            if (wasUnknown && read.Robot is { } robot && robot.AnnouncedAt == now && robot.LastSeen == now)
            {
                // A try that got no answer did it. Whether it was announced is not known: once more does no harm.
                return new StatusDecision(robot, IsStale: false, Announce: true, Event: null, robot);
            }
        }
    }

    /// <summary>Decides on what was read, or on what was last seen, and writes it.</summary>
    private async Task<Attempt> DecidedAsync(Reading read, StatusReport report, CancellationToken cancellationToken)
    {
        var decision = Decide(read, report);
        if (decision.IsStale)
        {
            // Nothing is written, so that nothing would tell whether a hint is right.
            return read.IsHint
                ? Attempt.Again(Reading.Of(await robots.FindItemAsync(report.Name, cancellationToken).ConfigureAwait(false)))
                : Attempt.Done(decision);
        }

        if (!IsTelemetry(decision, read.Robot))
        {
            return await ChangeAsync(read.Item, decision, cancellationToken).ConfigureAwait(false);
        }

        // One that was overtaken, or of a robot that stays retired: not what the quick way is for.
        return read.Robot!.RetiredAt is not null || (!read.IsHint && StatusDecision.TimesOf(report).Now < read.Robot.LastSeen)
            ? await ExactAsync(read.Item!, decision, cancellationToken).ConfigureAwait(false)
            : await QuickAsync(report, Shape(decision, read.Robot), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes telemetry without knowing the item; the one that comes back tells the decision.</summary>
    private async Task<Attempt> QuickAsync(StatusReport report, TelemetryShape shape, CancellationToken cancellationToken)
    {
        var result = await writer.WriteAsync([TelemetryWrite.Of(tables.Robots, report, shape)], [], cancellationToken).ConfigureAwait(false);
        if (result is { IsDone: true, Item: not null })
        {
            var decision = StatusDecision.Decide(RobotItems.Read(result.Item), report);
            hints.Note(decision.Robot);
            return Attempt.Done(decision);
        }

        return Attempt.Again(Reading.Of(result.Item ?? await robots.FindItemAsync(report.Name, cancellationToken).ConfigureAwait(false)), result.WasUnknown);
    }

    /// <summary>Writes telemetry over exactly what the decision rests on.</summary>
    private async Task<Attempt> ExactAsync(DynamoItem before, StatusDecision decision, CancellationToken cancellationToken)
    {
        if (RobotWrites.Difference(tables.Robots, before, decision.Robot) is not { } write)
        {
            return Attempt.Done(decision);
        }

        var result = await writer.WriteAsync([write], [], cancellationToken).ConfigureAwait(false);
        return result.IsDone ? Attempt.Done(decision) : Attempt.Again(Reading.Of(result.Item), result.WasUnknown);
    }

    /// <summary>Writes a new version: with its entry in the history and in the feed, where it has one.</summary>
    private async Task<Attempt> ChangeAsync(DynamoItem? before, StatusDecision decision, CancellationToken cancellationToken)
    {
        var robot = decision.Robot;
        var write = before is null ? RobotWrites.New(tables.Robots, robot) : RobotWrites.Difference(tables.Robots, before, robot)!;
        var result = decision.Event is { } entry
            ? await writer.WriteAsync(
                [write, HistoryItems.Write(tables.History, entry, clock.GetUtcNow() + options.KeepHistory)],
                [new FeedLine(FeedEntry.Robot, robot.Site, FleetMessages.RobotChanged(robot))],
                cancellationToken).ConfigureAwait(false)
            : await writer.WriteAsync([write], [], cancellationToken).ConfigureAwait(false);
        if (result.IsDone)
        {
            Note(robot);
            return Attempt.Done(decision);
        }

        return Attempt.Again(Reading.Of(result.Failed[0].Item ?? await robots.FindItemAsync(robot.Name, cancellationToken).ConfigureAwait(false)), result.WasUnknown);
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

    /// <summary>What came of one try: the decision, or what to decide on next.</summary>
    private readonly record struct Attempt(StatusDecision? Decision, Reading Next, bool WasUnknown)
    {
        public static Attempt Done(in StatusDecision decision) => new(decision, default, false);

        public static Attempt Again(Reading next, bool wasUnknown = false) => new(null, next, wasUnknown);
    }
}
