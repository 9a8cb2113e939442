using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Functions;

/// <summary>A store that never answers.</summary>
internal sealed partial class BrokenStore : IFleetStore
{
    private static StoreUnavailableException Unavailable => new("the disk is full");

    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken) =>
        ValueTask.FromException<StatusDecision>(Unavailable);

    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) => throw Unavailable;
}
