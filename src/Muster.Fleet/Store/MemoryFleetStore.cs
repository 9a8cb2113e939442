using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>The store port in memory, for tests: the plainest thing that keeps the contract.</summary>
/// <param name="historyPerRobot">How many entries a robot's history keeps.</param>
public sealed class MemoryFleetStore(int historyPerRobot = 1000) : IFleetStore
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
            Write(decision.Robot, decision.Event);
            return ValueTask.FromResult(decision);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_robots.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = _robots.Values
                .Where(r => query.Site is null || r.Site == query.Site)
                .Where(r => query.Status is null || r.ShownStatus == query.Status)
                .Where(r => query.Text is null || Has(r.Name, query.Text) || Has(r.Site, query.Text))
                .Where(r => query.After is null || string.CompareOrdinal(r.Name, query.After) > 0)
                .Take(query.Limit + 1)
                .ToList();
            var items = found.Take(query.Limit).ToList();
            return ValueTask.FromResult(new Page<Robot>(items, found.Count > query.Limit ? items[^1].Name : null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = _history.GetValueOrDefault(name, []).Reverse()
                .Where(e => before is null || e.Version < before)
                .Take(limit + 1)
                .ToList();
            var items = found.Take(limit).ToList();
            var next = found.Count > limit ? items[^1].Version.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
            return ValueTask.FromResult(new Page<RobotEvent>(items, next));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(IReadOnlyList<RobotPut> puts, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (puts.Any(p => (_robots.GetValueOrDefault(p.Robot.Name)?.Version ?? 0) != p.ExpectedVersion))
            {
                return ValueTask.FromResult(false);
            }

            foreach (var put in puts)
            {
                Write(put.Over(_robots.GetValueOrDefault(put.Robot.Name)), put.Event);
            }

            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            IReadOnlyDictionary<string, int> counts = _robots.Values.CountBy(r => r.ShownStatus).ToDictionary();
            return ValueTask.FromResult(counts);
        }
    }

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

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
    }
}
