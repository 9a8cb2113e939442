using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Functions;

/// <summary>A store in which somebody else is quicker: something happens right before the first commit.</summary>
internal sealed partial class InterruptedStore(IFleetStore inner, Func<IFleetStore, Task> interruption) : IFleetStore
{
    /// <summary>Happens once, between the first read of a robot or an order and the next one.</summary>
    public Func<Task>? BetweenReads { get; set; }

    /// <summary>How often a commit was tried.</summary>
    public int Commits { get; private set; }

    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken) =>
        inner.ReportStatusAsync(report, cancellationToken);

    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => ThenAsync(inner.FindRobotAsync(name, cancellationToken));

    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => inner.ListRobotsAsync(query, cancellationToken);

    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) =>
        inner.ListHistoryAsync(name, before, limit, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        Commits++;
        if (Commits == 1)
        {
            await interruption(inner);
        }

        return await inner.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) => inner.CountRobotsAsync(cancellationToken);

    private async ValueTask<T> ThenAsync<T>(ValueTask<T> read)
    {
        var found = await read;
        var between = BetweenReads;
        BetweenReads = null;
        await (between?.Invoke() ?? Task.CompletedTask);
        return found;
    }
}
