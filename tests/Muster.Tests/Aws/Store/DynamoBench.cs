using Amazon.DynamoDBv2;
using Muster.Aws.Store;

namespace Muster.Tests.Aws.Store;

/// <summary>Fresh tables on DynamoDB Local, a clock that tests set forward, and stores on them, each as in a process of its own.</summary>
public sealed class DynamoBench(AmazonDynamoDBClient client, string prefix) : IDisposable
{
    /// <summary>Of all tests: they share one DynamoDB, where a transaction's token is good once.</summary>
    private static int _stores;

    public AmazonDynamoDBClient Client => client;

    public string Prefix => prefix;

    public ShiftedClock Clock { get; } = new(Robots.TestRobots.Noon);

    /// <summary>The settings: what a single process shows in the feed is shown at once.</summary>
    public DynamoStoreOptions Options { get; init; } = new() { TablePrefix = prefix, FeedSettle = TimeSpan.Zero };

    public DynamoFleetStore Store(IAmazonDynamoDB? by = null) => new(by ?? client, Options, Clock, new Random(Interlocked.Increment(ref _stores)));

    public void Dispose()
    {
        foreach (var table in DynamoTables.All)
        {
            client.DeleteTableAsync(prefix + table.Name).GetAwaiter().GetResult();
        }

        client.Dispose();
    }
}
