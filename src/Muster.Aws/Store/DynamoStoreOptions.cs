namespace Muster.Aws.Store;

/// <summary>The DynamoDB store's settings.</summary>
public sealed record DynamoStoreOptions
{
    /// <summary>What goes before the names of all tables, so that several fleets share an account. Default: nothing.</summary>
    public string TablePrefix { get; init; } = "";

    /// <summary>How long an entry of a robot's history is kept. Default 30 days.</summary>
    public TimeSpan KeepHistory { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long an order is kept after its end, with its history; also alerts that are over and notifications that were given up. Default 30 days.</summary>
    public TimeSpan KeepOrders { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the feed is kept. Default 1 day.</summary>
    public TimeSpan KeepFeed { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How far readers of the feed stay behind the clock, so that a commit that took longer than a later one is not passed over.
    /// Longer than a call may take (<see cref="DynamoClient"/>, 3 s) and clocks differ. Default 4 s; 0 shows each change at once, for a single process.
    /// </summary>
    public TimeSpan FeedSettle { get; init; } = TimeSpan.FromSeconds(4);
}
