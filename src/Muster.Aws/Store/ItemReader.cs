using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>Reads items: strongly consistent where that is possible, which it is not in an index.</summary>
internal sealed class ItemReader(IAmazonDynamoDB client, Retry retry)
{
    /// <summary>DynamoDB's limit on one BatchGetItem.</summary>
    public const int MaxBatch = 100;

    public async Task<DynamoItem?> FindAsync(string table, DynamoItem key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = key, ConsistentRead = true };
        var answer = await retry.ReadAsync(token => client.GetItemAsync(request, token), cancellationToken).ConfigureAwait(false);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>The items of those keys that are there, in no order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The name of its key.</param>
    /// <param name="values">The keys' values; none twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<List<DynamoItem>> FindAsync(string table, string key, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var (found, began) = (new List<DynamoItem>(values.Count), retry.Begin());
        foreach (var part in values.Chunk(MaxBatch))
        {
            var asked = new Dictionary<string, KeysAndAttributes>
            {
                [table] = new() { ConsistentRead = true, Keys = [.. part.Select(v => new DynamoItem { [key] = Values.Of(v) })] },
            };
            for (var tries = 0; asked.Count > 0; tries++)
            {
                var request = new BatchGetItemRequest { RequestItems = asked };
                var answer = await retry.ReadAsync(token => client.BatchGetItemAsync(request, token), cancellationToken).ConfigureAwait(false);
                found.AddRange(answer.Responses?.GetValueOrDefault(table) ?? []);
                asked = answer.UnprocessedKeys ?? [];
                if (asked.Count > 0)
                {
                    await retry.PauseAsync(tries, began, new ProvisionedThroughputExceededException("DynamoDB left keys unread"), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return found;
    }

    /// <summary>All that a query finds, page after page, as far as it is asked for.</summary>
    public async IAsyncEnumerable<DynamoItem> QueryAsync(QueryRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var answer = await retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Items ?? [])
            {
                yield return item;
            }

            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>All that is in an index.</summary>
    public async IAsyncEnumerable<DynamoItem> ScanAsync(ScanRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var answer = await retry.ReadAsync(token => client.ScanAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Items ?? [])
            {
                yield return item;
            }

            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }
}
