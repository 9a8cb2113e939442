using Amazon.DynamoDBv2;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>The store port on DynamoDB (design.md section 6).</summary>
/// <param name="client">The way to it; the caller disposes it.</param>
/// <param name="options">The settings.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Spreads retries and the feed's places.</param>
public sealed partial class DynamoFleetStore(IAmazonDynamoDB client, DynamoStoreOptions options, TimeProvider clock, Random random) : IFleetStore
{
    /// <inheritdoc/>
    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken) => throw new NotImplementedException(client.ToString() + options + clock + random);

    /// <inheritdoc/>
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken) => throw new NotImplementedException();
}
