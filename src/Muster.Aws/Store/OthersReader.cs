using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// What other processes that share the tables say, as it is committed: changes of the fleet, and messages that they pass on. A
/// part is read more than once, so that a slower commit with an earlier place is not missed, and told once.
/// </summary>
public sealed class OthersReader
{
    /// <summary>How long a commit may take until it is seen.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    /// <summary>After a longer time without the store, what was said before it is left to the sweep and the next changes.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);

    private static readonly byte[] Retired = "\"status\":\"RETIRED\""u8.ToArray();

    private readonly ItemReader _reader;
    private readonly TableNames _tables;
    private readonly FeedClock _places;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly HashSet<(string Partition, long Place)> _told = [];
    private DateTimeOffset _lookedAt;

    internal OthersReader(ItemReader reader, TableNames tables, FeedClock places, TimeProvider clock)
    {
        (_reader, _tables, _places, _clock) = (reader, tables, places, clock);
        _lookedAt = clock.GetUtcNow();
        _start = FeedClock.PlaceOf(_lookedAt);
    }

    /// <summary>What was said since the last call, oldest first.</summary>
    /// <exception cref="StoreUnavailableException">It can't be read.</exception>
    public async Task<IReadOnlyList<OutboundMessage>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();

        // From the last time on that all of it was read; others' clocks may be ahead.
        var since = (now - _lookedAt > LongestGap ? now - LongestGap : _lookedAt) - Overlap;
        var (from, to) = (Math.Max(_start, FeedClock.PlaceOf(since)), FeedClock.PlaceOf(now + Overlap));
        var found = new List<Said>();
        for (var hour = FeedClock.HourOf(from); hour <= FeedClock.HourOf(to); hour++)
        {
            await ReadAsync(FeedItems.Hour(hour), from, to, i => [.. FeedItems.Read(i).Select(Message)], found, cancellationToken).ConfigureAwait(false);
        }

        for (var minute = PassedMessages.MinuteOf(since); minute <= PassedMessages.MinuteOf(now + Overlap); minute++)
        {
            await ReadAsync(PassedMessages.Partition(minute), from, to, i => [PassedMessages.Read(i, now)], found, cancellationToken).ConfigureAwait(false);
        }

        // Only now: what was read before a read failed comes again.
        _lookedAt = now;
        _told.RemoveWhere(t => t.Place < FeedClock.PlaceOf(now - Overlap));
        _told.UnionWith(found.Select(f => (f.Partition, f.Place)));

        return [.. found.OrderBy(f => f.Place).SelectMany(f => f.Messages)];
    }

    private static OutboundMessage Message(FeedEntry entry)
    {
        var isRobot = entry.Kind == FeedEntry.Robot;

        // Last said of a robot that was retired; its retained state goes.
        return isRobot && entry.Payload.Span.IndexOf(Retired) >= 0
            ? new OutboundMessage(entry.Topic, ReadOnlyMemory<byte>.Empty, Retain: true)
            : new OutboundMessage(entry.Topic, entry.Payload, Retain: isRobot) { Version = entry.Kind == FeedEntry.Alert ? null : Version(entry.Payload.Span) };
    }

    /// <summary>The version in a robot's or an order's state, as it is said.</summary>
    private static long? Version(ReadOnlySpan<byte> state)
    {
        var reader = new Utf8JsonReader(state);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("version"u8))
            {
                return reader.Read() && reader.TryGetInt64(out var version) ? version : null;
            }
        }

        return null;
    }

    private async Task ReadAsync(
        string partition,
        long from,
        long to,
        Func<DynamoItem, IReadOnlyList<OutboundMessage>> read,
        List<Said> found,
        CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = _tables.Feed,
            KeyConditionExpression = "#hour = :hour AND #id BETWEEN :from AND :to",
            FilterExpression = "#origin <> :own",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#hour"] = Attributes.Hour, ["#id"] = Attributes.Id, ["#origin"] = Attributes.Origin },
            ExpressionAttributeValues = new DynamoItem { [":hour"] = Values.Of(partition), [":from"] = Values.Of(from), [":to"] = Values.Of(to), [":own"] = Values.Of(_places.Origin) },
        };
        await foreach (var item in _reader.QueryAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (item.Number(Attributes.Id) is { } place && !_told.Contains((partition, place)))
            {
                found.Add(new Said(partition, place, read(item)));
            }
        }
    }

    private sealed record Said(string Partition, long Place, IReadOnlyList<OutboundMessage> Messages);
}
