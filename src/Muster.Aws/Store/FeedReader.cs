using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// The port's queries of the feed: hour by hour, up to where it is settled. A place is a time, so that nothing tells whether
/// there was anything that is not kept any more: who comes with a place older than that is told of a gap, once.
/// </summary>
internal sealed class FeedReader(ItemReader reader, TableNames tables, DynamoStoreOptions options, TimeProvider clock)
{
    /// <summary>How often those who wait have a look.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>What is older than this is settled in any case.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>That there is nothing between two places: who follows a quiet feed does not walk through all its hours each time.</summary>
    private volatile Quiet _quiet = new(0, 0);

    /// <summary>The newest place as of a time.</summary>
    private volatile Quiet _newest = new(0, 0);

    private long _lookedAt;

    public async Task<FeedPage> ListAsync(string? after, string? site, int limit, CancellationToken cancellationToken)
    {
        var (oldest, end, settled) = Bounds();
        var (from, quiet) = (after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture), _quiet);
        var isQuiet = from >= quiet.From && quiet.To > oldest;
        var start = isQuiet ? Math.Max(from, quiet.To) : Math.Max(from, oldest);
        var (entries, seen, last) = (new List<FeedEntry>(), 0, (string?)null);
        for (var hour = FeedClock.HourOf(start); hour <= FeedClock.HourOf(end) && seen < limit; hour++)
        {
            // A commit's entries follow its first place: the asked-for place may be in the middle of them.
            var request = Request(hour, start - FeedClock.EntriesPerCommit + 1, end, limit);
            await foreach (var item in reader.QueryAsync(request, cancellationToken).ConfigureAwait(false))
            {
                foreach (var entry in FeedItems.Read(item).Where(e => Number(e.Id) > from).Take(limit - seen))
                {
                    (seen, last) = (seen + 1, entry.Id);
                    if (site is null || entry.Site == site)
                    {
                        entries.Add(entry);
                    }
                }

                if (seen >= limit)
                {
                    break;
                }
            }
        }

        if (seen < limit)
        {
            Note(last is null ? Math.Max(from, oldest) : Number(last), settled);
        }

        // 0 is what an empty feed's followers begin with.
        var isGap = from > 0 && from < oldest && !isQuiet;
        return new FeedPage(entries, last ?? (isGap ? Text(oldest) : after), isGap);
    }

    public async Task<string?> FindEndAsync(CancellationToken cancellationToken)
    {
        var (oldest, end, settled) = Bounds();
        var known = _newest;
        for (var hour = FeedClock.HourOf(end); hour >= FeedClock.HourOf(Math.Max(known.To, oldest)); hour--)
        {
            var request = Request(hour, oldest, end, 1);
            request.ScanIndexForward = false;
            await foreach (var item in reader.QueryAsync(request, cancellationToken).ConfigureAwait(false))
            {
                var newest = Number(FeedItems.Read(item).Last().Id);
                _newest = new Quiet(newest, settled);
                return Text(newest);
            }
        }

        _newest = known with { To = settled };
        return known.From > oldest ? Text(known.From) : null;
    }

    public async Task WaitAsync(string? after, CancellationToken cancellationToken)
    {
        var from = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        while (true)
        {
            // Many may wait here: one look is for all of them.
            if (Interlocked.Read(ref _lookedAt) is var looked && (looked == 0 || clock.GetElapsedTime(looked) > LookAgain / 2))
            {
                Interlocked.Exchange(ref _lookedAt, clock.GetTimestamp());
                await FindEndAsync(cancellationToken).ConfigureAwait(false);
            }

            if (_newest.From > from)
            {
                return;
            }

            await Task.Delay(LookAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The oldest place that is kept, the newest that may be read, and one up to which nothing will be added.</summary>
    private (long Oldest, long End, long Settled) Bounds()
    {
        var now = clock.GetUtcNow();

        // Without waiting: whatever there is, also in the millisecond that is not over.
        var end = options.FeedSettle > TimeSpan.Zero ? FeedClock.PlaceOf(now - options.FeedSettle) - 1 : FeedClock.PlaceOf(now + Settled);
        var settled = FeedClock.PlaceOf(now - (options.FeedSettle > Settled ? options.FeedSettle : Settled));
        return (FeedClock.PlaceOf(now - options.KeepFeed), end, settled);
    }

    private QueryRequest Request(long hour, long from, long to, int limit) => new()
    {
        TableName = tables.Feed,
        KeyConditionExpression = "#hour = :hour AND #id BETWEEN :from AND :to",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#hour"] = Attributes.Hour, ["#id"] = Attributes.Id },
        ExpressionAttributeValues = new DynamoItem { [":hour"] = Values.Of(FeedItems.Hour(hour)), [":from"] = Values.Of(from), [":to"] = Values.Of(Math.Max(from, to)) },
        ConsistentRead = true,
        Limit = Math.Max(1, limit),
    };

    private void Note(long from, long to)
    {
        if (to > _quiet.To && to > from)
        {
            _quiet = new Quiet(from, to);
        }
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    private static string Text(long place) => place.ToString(CultureInfo.InvariantCulture);

    private sealed record Quiet(long From, long To);
}
