using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>Commits.</summary>
internal sealed class CommitWriter(Writer writer, VersionedWrites versioned, RobotHints hints, RecentWrites recentRobots, RecentWrites recentOrders, TableNames tables, DynamoStoreOptions options, Retry retry, TimeProvider clock)
{
    /// <summary>So often telemetry may get in between before pauses are made.</summary>
    private const int HastyTries = 4;

    public async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        if (HasKeyTwice(commit))
        {
            return CommitResult.Lost;
        }

        var others = Others(commit);
        if (commit.Robots is [{ Event: null, ExpectedVersion: > 0, IsUnseen: false } quiet] && others.Count == 0 && commit.Orders.Count == 0)
        {
            return await WriteAsync(quiet, cancellationToken).ConfigureAwait(false);
        }

        // The decision read the robots a moment ago: mostly their telemetry is still the same.
        var stored = commit.Robots.Select(p => p.ExpectedVersion == 0 ? null : RobotItems.ToItem(p.Robot with { Version = p.ExpectedVersion })).ToArray();
        var began = clock.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            var robots = commit.Robots.Select((p, i) => p.Over(stored[i] is { } item ? RobotItems.Read(item) : null)).ToArray();
            var writes = robots.Select((r, i) => stored[i] is { } item ? RobotWrites.Over(tables.Robots, item, r, announces: commit.Robots[i].Event is not null) : RobotWrites.New(tables.Robots, r))
                .Concat(others)
                .Concat(History(commit))
                .ToList();
            if (writes.Count == 0)
            {
                return new CommitResult(IsDone: true, []);
            }

            var result = await writer.WriteAsync(writes, Said(commit, robots), cancellationToken).ConfigureAwait(false);
            if (result.IsDone)
            {
                Note(commit, robots);
                return new CommitResult(IsDone: true, robots);
            }

            if (!HasOnlyMoved(result, commit, stored))
            {
                return CommitResult.Lost;
            }

            // Each second time: what came back with the failure is as it is now, and no longer after a pause.
            if (tries >= HastyTries && tries % 2 == 0)
            {
                await retry.PauseAsync(tries - HastyTries, began, new TimeoutException("a robot reports all the time"), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A robot alone, and nothing is announced: the telemetry may be whatever it is.</summary>
    private async Task<CommitResult> WriteAsync(RobotPut put, CancellationToken cancellationToken)
    {
        var seen = put.Seen;
        while (true)
        {
            var result = await writer.WriteAsync([RobotWrites.Quiet(tables.Robots, put.Robot, put.ExpectedVersion, seen)], [], cancellationToken).ConfigureAwait(false);
            if (result is { IsDone: true, Item: { } item })
            {
                var robot = RobotItems.Read(item);
                Note(robot);
                return new CommitResult(IsDone: true, [robot]);
            }

            if (seen is null || result.Item is null || RobotItems.Version(result.Item) != put.ExpectedVersion)
            {
                return CommitResult.Lost;
            }

            // It was seen later than that already.
            seen = null;
        }
    }

    /// <summary>Two new orders under one key: neither is written, as when the other's was there before.</summary>
    private static bool HasKeyTwice(Commit commit) =>
        commit.Orders.Where(p => p.ExpectedVersion == 0 && p.Order.Key is not null).GroupBy(p => p.Order.Key).Any(g => g.Count() > 1);

    /// <summary>Whether no version was lost, but robots reported meanwhile: then the commit is made again, over what is stored.</summary>
    private static bool HasOnlyMoved(WriteResult result, Commit commit, DynamoItem?[] stored)
    {
        foreach (var (index, item) in result.Failed)
        {
            if (index >= stored.Length || stored[index] is null || item is null || !commit.Robots[index].CanWrite(RobotItems.Read(item)))
            {
                return false;
            }
        }

        foreach (var (index, item) in result.Failed)
        {
            stored[index] = item;
        }

        return true;
    }

    private List<ItemWrite> Others(Commit commit) =>
    [
        .. commit.Orders.Select(versioned.Order),
        .. commit.Orders.Select(versioned.Key).OfType<ItemWrite>(),
        .. commit.Alerts.Select(versioned.Alert),
        .. commit.Notifications.Select(versioned.Notification),
        .. commit.Sites.Select(versioned.Site),
    ];

    private IEnumerable<ItemWrite> History(Commit commit)
    {
        var now = clock.GetUtcNow();
        return commit.Robots.Where(p => p.Event is not null).Select(p => HistoryItems.Write(tables.History, p.Event!, now + options.KeepHistory))
            .Concat(commit.Orders.Where(p => p.Event is not null).Select(p => HistoryItems.Write(tables.History, p.Event!, now + options.KeepOrders + options.KeepHistory)));
    }

    private static List<FeedLine> Said(Commit commit, Robot[] robots) =>
    [
        .. robots.Where((_, i) => commit.Robots[i].Event is not null).Select(r => new FeedLine(FeedEntry.Robot, r.Site, FleetMessages.RobotChanged(r))),
        .. commit.Orders.Where(p => !p.IsSilent).Select(p => new FeedLine(FeedEntry.Order, p.Order.Site, p.Said)),
        .. commit.Alerts.Select(p => new FeedLine(FeedEntry.Alert, p.Alert.Site, FleetMessages.AlertChanged(p.Alert))),
    ];

    private void Note(Commit commit, Robot[] robots)
    {
        foreach (var robot in robots)
        {
            Note(robot);
        }

        foreach (var put in commit.Orders)
        {
            if (put.Order.State == OrderState.Pending)
            {
                recentOrders.Note(put.Order.Site, put.Order.Id);
            }
            else
            {
                recentOrders.Forget(put.Order.Id);
            }
        }
    }

    private void Note(Robot robot)
    {
        hints.Note(robot);
        if (robot.Site is not null && robot.Order is null)
        {
            recentRobots.Note(robot.Site, robot.Name);
        }
        else
        {
            recentRobots.Forget(robot.Name);
        }
    }
}
