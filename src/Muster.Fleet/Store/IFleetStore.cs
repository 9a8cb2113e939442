using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Store;

/// <summary>
/// Where the fleet's state lives: SQLite on one machine, DynamoDB in the cloud, memory in tests. What a call wrote is
/// durable when it returns. <see cref="StoreUnavailableException"/> means that nothing was written.
/// </summary>
public partial interface IFleetStore
{
    /// <summary>
    /// The hot path: applies <see cref="StatusDecision.Decide"/> to the stored robot in one round trip. Calls made one after
    /// another, without waiting, are applied in that order.
    /// </summary>
    /// <remarks>The caller may be continued on the store's writer thread: it must not block it, nor dispose the store there.</remarks>
    /// <param name="report">What the robot says.</param>
    /// <param name="cancellationToken">Ends a store's own retries; a report that is on its way may be stored all the same.</param>
    ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken);

    /// <summary>The robot of that name, also when it was retired; none when it was never heard of.</summary>
    ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken);

    /// <summary>Robots by name; <see cref="Page{T}.Next"/> is the next query's <see cref="RobotQuery.After"/>.</summary>
    ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken);

    /// <summary>A robot's history, newest first.</summary>
    /// <param name="name">The robot's name.</param>
    /// <param name="before">Only entries with a lower version: where the last page stopped.</param>
    /// <param name="limit">At most so many, 1 to <see cref="RobotQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>How many robots are shown with each status.</summary>
    ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The robots at a site that could take an order: ONLINE or CHARGING, with no order of the fleet's. They may be older than
    /// the newest commit; a claim is always made on a version.
    /// </summary>
    ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken);

    /// <summary>The names of robots whose <see cref="Robot.Due"/> has come, longest due first.</summary>
    ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Writes all of <paramref name="commit"/> or nothing.</summary>
    ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken);
}
