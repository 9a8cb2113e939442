using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>Writes one item under its condition, with one request where all goes well.</summary>
internal sealed class SingleWriter(IAmazonDynamoDB client, Retry retry, TimeProvider clock)
{
    public async Task<WriteResult> WriteAsync(ItemWrite write, CancellationToken cancellationToken)
    {
        var (began, wasUnknown) = (clock.GetTimestamp(), false);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return WriteResult.Done(await write.SendAsync(client, cancellationToken).ConfigureAwait(false), wasUnknown);
            }
            catch (ConditionalCheckFailedException e)
            {
                return await FailedAsync(write, e, wasUnknown, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Retry.Judge(e, cancellationToken) is var trouble and not Retry.Trouble.Final)
            {
                wasUnknown |= trouble == Retry.Trouble.Unknown;
                await retry.PauseAsync(attempt, began, e, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Unavailable.From(e) is { } unavailable)
            {
                throw unavailable;
            }
        }
    }

    /// <summary>
    /// The item as it is: AWS sends it along; DynamoDB Local, as of 2020, and others don't, and it is read. When a try before got
    /// no answer, the condition may have failed on that very try's work.
    /// </summary>
    private async Task<WriteResult> FailedAsync(ItemWrite write, ConditionalCheckFailedException e, bool wasUnknown, CancellationToken cancellationToken)
    {
        var stored = e.Item is { Count: > 0 } sent
            ? sent
            : await retry.ReadAsync(token => FindAsync(write.Table, write.Key, token), cancellationToken).ConfigureAwait(false);
        return wasUnknown && write.IsDoneIn(stored)
            ? WriteResult.Done(write.Returns == ReturnValue.ALL_NEW ? stored : null, wasUnknown)
            : new WriteResult(false, stored, [(0, stored)], wasUnknown);
    }

    public async Task<DynamoItem?> FindAsync(string table, DynamoItem key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = key, ConsistentRead = true };
        return (await client.GetItemAsync(request, cancellationToken).ConfigureAwait(false)).Item is { Count: > 0 } item ? item : null;
    }
}
