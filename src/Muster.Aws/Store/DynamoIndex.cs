namespace Muster.Aws.Store;

/// <summary>A global secondary index. An item that lacks one of its keys is not in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartitionKey">Its partition key.</param>
/// <param name="SortKey">Its sort key.</param>
/// <param name="Included">What is projected beside the keys: <c>INCLUDE</c>; empty for <c>KEYS_ONLY</c>.</param>
public sealed record DynamoIndex(string Name, DynamoKey PartitionKey, DynamoKey SortKey, IReadOnlyList<string> Included);
