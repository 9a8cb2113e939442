namespace Muster.Aws.Store;

/// <summary>A table, without a word of any SDK: made by <see cref="DynamoTables.CreateAsync"/> at an endpoint, by the stack in the cloud.</summary>
/// <param name="Name">Its name, without the prefix.</param>
/// <param name="PartitionKey">Its partition key.</param>
/// <param name="SortKey">Its sort key; none when the partition key alone is the key.</param>
/// <param name="TimeToLive">The attribute that tells when DynamoDB lets an item go, in seconds since 1970; none when nothing ages.</param>
/// <param name="Indexes">Its global secondary indexes.</param>
public sealed record DynamoTable(string Name, DynamoKey PartitionKey, DynamoKey? SortKey, string? TimeToLive, IReadOnlyList<DynamoIndex> Indexes);
