using Amazon.DynamoDBv2;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// The store port on DynamoDB (design.md section 6, ADR 10). Several processes may share one fleet. An item of a robot that
/// others wrote, with no more than <c>name</c> and <c>status</c>, is a robot as any other.
/// </summary>
public sealed partial class DynamoFleetStore : IFleetStore
{
    private readonly RobotReader _robots;
    private readonly OrderReader _orders;
    private readonly RecordReader _records;
    private readonly FeedReader _feed;
    private readonly StatusWriter _reports;
    private readonly CommitWriter _commits;

    /// <summary>Makes one; nothing is asked of DynamoDB yet.</summary>
    /// <param name="client">The way to it (see <see cref="DynamoClient"/>); the caller disposes it.</param>
    /// <param name="options">The settings.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Spreads retries and the feed's places.</param>
    public DynamoFleetStore(IAmazonDynamoDB client, DynamoStoreOptions options, TimeProvider clock, Random random)
    {
        var tables = new TableNames(options.TablePrefix);
        var retry = new Retry(clock, random);
        var reader = new ItemReader(client, retry);
        var writer = Writer.Make(client, tables, options, retry, clock, random);
        var (hints, recentRobots, recentOrders) = (new RobotHints(), new RecentWrites(clock), new RecentWrites(clock));
        _robots = new RobotReader(reader, tables, recentRobots, clock);
        _orders = new OrderReader(client, reader, _robots, tables, recentOrders, retry, clock);
        _records = new RecordReader(reader, _robots, _orders, tables, clock);
        _feed = new FeedReader(reader, tables, options, clock);
        _reports = new StatusWriter(writer, _robots, hints, recentRobots, tables, options, retry, clock);
        _commits = new CommitWriter(writer, new VersionedWrites(tables, options, clock), hints, recentRobots, recentOrders, tables, options, retry, clock);
    }

    /// <inheritdoc/>
    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken) => new(_reports.ReportAsync(report, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => new(_robots.FindAsync(name, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => new(_robots.ListAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) =>
        new(_robots.ListHistoryAsync(name, before, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) => new(_robots.CountAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) => new(_robots.ListFreeAsync(site, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        new(_robots.ListDueAsync(now, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken) => new(_commits.CommitAsync(commit, cancellationToken));
}
