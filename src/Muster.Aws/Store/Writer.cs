using Amazon.DynamoDBv2;

namespace Muster.Aws.Store;

/// <summary>Writes: a single item with a request of its own, several in a transaction, which costs twice as much.</summary>
internal sealed class Writer(SingleWriter single, TransactionWriter transaction)
{
    public static Writer Make(IAmazonDynamoDB client, TableNames tables, DynamoStoreOptions options, Retry retry, TimeProvider clock, Random random) => new(
        new SingleWriter(client, retry, clock),
        new TransactionWriter(client, tables, options, retry, new FeedClock(clock, random), clock, random));

    public Task<WriteResult> WriteAsync(IReadOnlyList<ItemWrite> writes, IReadOnlyList<FeedLine> said, CancellationToken cancellationToken) =>
        writes.Count == 1 && said.Count == 0 ? single.WriteAsync(writes[0], cancellationToken) : transaction.WriteAsync(writes, said, cancellationToken);
}
