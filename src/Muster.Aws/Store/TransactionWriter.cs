using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>Writes several items together, with what is said of them in the feed; tells reason by reason why it could not.</summary>
internal sealed class TransactionWriter(IAmazonDynamoDB client, TableNames tables, DynamoStoreOptions options, Retry retry, FeedClock feed, TimeProvider clock, Random random)
{
    /// <summary>AWS's limit on one transaction.</summary>
    private const int MaxItems = 100;

    /// <summary>The limit of DynamoDB Local as of 2020.</summary>
    private const int MaxItemsOnOldLocal = 10;

    /// <summary>Within this a place in the feed is still good for another try: readers are not there yet.</summary>
    private readonly TimeSpan _stampLives = options.FeedSettle / 2;

    private volatile bool _takesFew;

    /// <summary>Writes all or nothing.</summary>
    /// <param name="writes">The writes; those that are <see cref="ItemWrite.IsAppended"/> come last.</param>
    /// <param name="said">What is said of it, in that order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WriteResult> WriteAsync(IReadOnlyList<ItemWrite> writes, IReadOnlyList<FeedLine> said, CancellationToken cancellationToken)
    {
        if (writes.Count + 1 > MaxItems || said.Count > FeedClock.EntriesPerCommit)
        {
            throw new ArgumentException($"a commit has {writes.Count} writes and {said.Count} messages; DynamoDB takes {MaxItems} items in a transaction", nameof(writes));
        }

        var (began, lost) = (clock.GetTimestamp(), new List<long>());
        var attempt = Stamp(writes, said);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await client.TransactWriteItemsAsync(attempt.Request, cancellationToken).ConfigureAwait(false);
                await AppendAsync(attempt.Later, cancellationToken).ConfigureAwait(false);
                return WriteResult.Done(null, lost.Count > 0);
            }
            catch (TransactionCanceledException e)
            {
                var (failed, isPlaceTaken) = Failed(e, said.Count > 0);
                if (failed.Count > 0)
                {
                    // Perhaps it failed on its own work: on a try that got no answer.
                    return await WasWrittenAsync(lost, cancellationToken).ConfigureAwait(false) ? WriteResult.Done(null, true) : new WriteResult(false, null, failed);
                }

                if (!isPlaceTaken)
                {
                    // In conflict with another transaction, or throttled.
                    await retry.PauseAsync(tries, began, e, cancellationToken).ConfigureAwait(false);
                }

                attempt = Stamp(writes, said);
            }
            catch (AmazonDynamoDBException e) when (!_takesFew && attempt.Request.TransactItems.Count > MaxItemsOnOldLocal && IsTooMany(e))
            {
                _takesFew = true;
                attempt = Stamp(writes, said);
            }
            catch (Exception e) when (Retry.Judge(e, cancellationToken) is var trouble and not Retry.Trouble.Final)
            {
                await retry.PauseAsync(tries, began, e, cancellationToken).ConfigureAwait(false);
                if (trouble == Retry.Trouble.Refused)
                {
                    attempt = Stamp(writes, said);
                }
                else if (said.Count > 0 && clock.GetElapsedTime(attempt.At) > _stampLives)
                {
                    // Its place is behind the readers by now. Was it written in time?
                    lost.Add(attempt.Place);
                    if (await WasWrittenAsync(lost, cancellationToken).ConfigureAwait(false))
                    {
                        return WriteResult.Done(null, true);
                    }

                    attempt = Stamp(writes, said);
                }
                else if (said.Count > 0 && !lost.Contains(attempt.Place))
                {
                    // The very same request under the same token: DynamoDB tells by it that it has done this already.
                    lost.Add(attempt.Place);
                }
            }
            catch (Exception e) when (Unavailable.From(e) is { } unavailable)
            {
                throw unavailable;
            }
        }
    }

    /// <summary>The writes whose conditions failed; and whether the feed's did, which is the last: its place was taken.</summary>
    private static (List<(int Index, DynamoItem? Item)> Failed, bool IsPlaceTaken) Failed(TransactionCanceledException e, bool hasFeed)
    {
        var (failed, isPlaceTaken) = (new List<(int, DynamoItem?)>(), false);
        for (var i = 0; i < e.CancellationReasons.Count; i++)
        {
            var reason = e.CancellationReasons[i];
            switch (reason.Code)
            {
                case "ConditionalCheckFailed" when hasFeed && i == e.CancellationReasons.Count - 1:
                    isPlaceTaken = true;
                    break;
                case "ConditionalCheckFailed":
                    failed.Add((i, reason.Item is { Count: > 0 } item ? item : null));
                    break;
                case null or "None" or "TransactionConflict" or "ThrottlingError" or "ProvisionedThroughputExceeded":
                    break;
                default:
                    throw new InvalidOperationException($"DynamoDB refuses a write: {reason.Code}: {reason.Message}", e);
            }
        }

        return (failed, isPlaceTaken);
    }

    private static bool IsTooMany(AmazonDynamoDBException e) =>
        e.ErrorCode == "ValidationException" && e.Message.Contains($"less than or equal to {MaxItemsOnOldLocal}", StringComparison.Ordinal);

    /// <summary>A request under a token of its own; its entry in the feed gets a place of now.</summary>
    private Attempt Stamp(IReadOnlyList<ItemWrite> writes, IReadOnlyList<FeedLine> said)
    {
        var place = said.Count > 0 ? feed.Next() : 0;
        IEnumerable<ItemWrite> now = writes;
        IReadOnlyList<ItemWrite> later = [];
        if (_takesFew && writes.Count + 1 > MaxItemsOnOldLocal)
        {
            (now, later) = (writes.Where(w => !w.IsAppended), [.. writes.Where(w => w.IsAppended)]);
        }

        var items = now.Select(w => w.ToTransact()).ToList();
        if (said.Count > 0)
        {
            items.Add(FeedItems.Write(tables.Feed, place, said, clock.GetUtcNow() + options.KeepFeed).ToTransact());
        }

        return new Attempt(new TransactWriteItemsRequest { TransactItems = items, ClientRequestToken = Token() }, later, place, clock.GetTimestamp());
    }

    private string Token()
    {
        lock (random)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64():x16}{random.NextInt64():x16}");
        }
    }

    /// <summary>Whether one of those tries did its work: then its entry is in the feed, as all of a transaction is there or nothing.</summary>
    private async Task<bool> WasWrittenAsync(List<long> places, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var request = new GetItemRequest { TableName = tables.Feed, Key = FeedItems.Key(place), ConsistentRead = true };
            var answer = await retry.ReadAsync(token => client.GetItemAsync(request, token), cancellationToken).ConfigureAwait(false);
            if (answer.Item is { Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Only where a transaction takes few items: what adds to a history follows it.</summary>
    private async Task AppendAsync(IReadOnlyList<ItemWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var write in writes)
        {
            await retry.ReadAsync(token => write.SendAsync(client, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record Attempt(TransactWriteItemsRequest Request, IReadOnlyList<ItemWrite> Later, long Place, long At);
}
