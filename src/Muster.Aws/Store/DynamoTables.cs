using Amazon.DynamoDBv2;

namespace Muster.Aws.Store;

/// <summary>The fleet's tables (docs/reference/dynamodb.md, ADR 10).</summary>
public static class DynamoTables
{
    private static readonly DynamoKey DueShard = new(Attributes.DueShard, DynamoKeyType.Number);
    private static readonly DynamoKey Due = new(Attributes.Due);

    /// <summary>The robots, by name, as in AWS's article. Nothing ages: a robot that was retired keeps its version.</summary>
    public static DynamoTable Robots { get; } = new(
        "RobotStatusTable",
        new DynamoKey(Attributes.Name),
        SortKey: null,
        TimeToLive: null,
        [
            new DynamoIndex(Indexes.ByStatus, new DynamoKey(Attributes.Status), new DynamoKey(Attributes.Name), [Attributes.Site, Attributes.Order, Attributes.ReportedOrder, Attributes.RetiredAt]),
            new DynamoIndex(Indexes.BySite, new DynamoKey(Attributes.Site), new DynamoKey(Attributes.Name), [Attributes.Status, Attributes.Order, Attributes.ReportedOrder, Attributes.RetiredAt]),
            new DynamoIndex(Indexes.ByDue, DueShard, Due, []),
        ]);

    /// <summary>The orders, by id.</summary>
    public static DynamoTable Orders { get; } = new(
        "Orders",
        new DynamoKey(Attributes.Id),
        SortKey: null,
        Attributes.ExpiresAt,
        [
            new DynamoIndex(Indexes.Pending, new DynamoKey(Attributes.PendingSite), new DynamoKey(Attributes.Place), []),
            new DynamoIndex(Indexes.ByState, new DynamoKey(Attributes.State), new DynamoKey(Attributes.Id), [Attributes.Site, Attributes.PlacedAt, Attributes.ExpiresAt]),
            new DynamoIndex(Indexes.BySite, new DynamoKey(Attributes.Site), new DynamoKey(Attributes.Id), [Attributes.State, Attributes.PlacedAt, Attributes.ExpiresAt]),
            new DynamoIndex(Indexes.ByDue, DueShard, Due, []),
        ]);

    /// <summary>The history of robots and orders: <c>robot/{name}</c> or <c>order/{id}</c>, then the version.</summary>
    public static DynamoTable History { get; } = new(
        "History", new DynamoKey(Attributes.Subject), new DynamoKey(Attributes.Version, DynamoKeyType.Number), Attributes.ExpiresAt, []);

    /// <summary>What is small and of several kinds: <c>alert/{id}</c>, <c>notification/{id}</c>, <c>site/{name}</c>, <c>key/{idempotency key}</c>.</summary>
    public static DynamoTable Records { get; } = new(
        "Records",
        new DynamoKey(Attributes.Id),
        SortKey: null,
        Attributes.ExpiresAt,
        [
            new DynamoIndex(Indexes.ByList, new DynamoKey(Attributes.List), new DynamoKey(Attributes.Place), []),
            new DynamoIndex(Indexes.ByDue, DueShard, Due, []),
        ]);

    /// <summary>The feed: the hour, then the place.</summary>
    public static DynamoTable Feed { get; } = new(
        "Feed", new DynamoKey(Attributes.Hour), new DynamoKey(Attributes.Id, DynamoKeyType.Number), Attributes.ExpiresAt, []);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DynamoTable> All { get; } = [Robots, Orders, History, Records, Feed];

    /// <summary>Makes the tables that are missing, billed on demand, and waits until they can be used. Those that are there stay as they are.</summary>
    /// <param name="client">Where.</param>
    /// <param name="prefix">What goes before each name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The names of those that were made, with the prefix.</returns>
    /// <exception cref="Fleet.Store.StoreUnavailableException">The endpoint can't be reached, or refuses.</exception>
    public static Task<IReadOnlyList<string>> CreateAsync(IAmazonDynamoDB client, string prefix, CancellationToken cancellationToken) =>
        new TableMaker(client, prefix, TimeProvider.System).CreateAsync(cancellationToken);
}
