using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>The store port in memory, for tests: the plainest thing that keeps the contract.</summary>
/// <param name="historyPerRobot">How many entries a robot's history keeps.</param>
/// <param name="feedLength">How many changes the feed keeps.</param>
public sealed partial class MemoryFleetStore(int historyPerRobot = 1000, int feedLength = 100_000) : IFleetStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Robot> _robots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<RobotEvent>> _history = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var decision = StatusDecision.Decide(_robots.GetValueOrDefault(report.Name), report);
            if (!decision.IsStale)
            {
                Write(decision.Robot, decision.Event);
            }

            return ValueTask.FromResult(decision);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => Read(() => _robots.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => Read(() =>
    {
        var found = (query.Status == RobotStatusNames.Retired ? _robots.Values : Shown)
            .Where(r => query.Site is null || r.Site == query.Site)
            .Where(r => query.Status is null || r.ShownStatus == query.Status)
            .Where(r => query.Text is null || Has(r.Name, query.Text) || Has(r.Site, query.Text))
            .Where(r => query.After is null || string.CompareOrdinal(r.Name, query.After) > 0);
        return PageOf(found, query.Limit, r => r.Name);
    });

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) => Read(() =>
        PageOf(_history.GetValueOrDefault(name, []).Reverse().Where(e => before is null || e.Version < before), limit, e => Text(e.Version)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<string, int>>(() => Shown.CountBy(r => r.ShownStatus).ToDictionary());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) => Read<IReadOnlyList<Robot>>(() =>
        [.. Shown.Where(r => r.Site == site && r.Order is null && (r.Status is RobotStatus.Online or RobotStatus.Charging))]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<string>>(() =>
        [.. _robots.Values.Where(r => r.Due <= now).OrderBy(r => r.Due).ThenBy(r => r.Name, StringComparer.Ordinal).Take(limit).Select(r => r.Name)]);

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken) => Read(() =>
    {
        if (!CanWrite(commit))
        {
            return CommitResult.Lost;
        }

        foreach (var put in commit.Robots)
        {
            Write(put.Over(_robots.GetValueOrDefault(put.Robot.Name)), put.Event);
        }

        WriteOthers(commit);
        return new CommitResult(true, [.. commit.Robots.Select(p => _robots[p.Robot.Name])]);
    });

    private IEnumerable<Robot> Shown => _robots.Values.Where(r => r.RetiredAt is null);

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Page<T> PageOf<T>(IEnumerable<T> all, int limit, Func<T, string> key)
    {
        var found = all.Take(limit + 1).ToList();
        var items = found.Take(limit).ToList();
        return new Page<T>(items, found.Count > limit ? key(items[^1]) : null);
    }

    private ValueTask<T> Read<T>(Func<T> query)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(query());
        }
    }

    private void Write(Robot robot, RobotEvent? entry)
    {
        _robots[robot.Name] = robot;
        if (entry is null)
        {
            return;
        }

        if (!_history.TryGetValue(robot.Name, out var history))
        {
            _history[robot.Name] = history = new Queue<RobotEvent>();
        }

        history.Enqueue(entry);
        while (history.Count > historyPerRobot)
        {
            history.Dequeue();
        }

        Say(FeedEntry.Robot, robot.Site, FleetMessages.RobotChanged(robot));
    }
}
