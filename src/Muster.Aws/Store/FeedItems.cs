using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>The feed as items: one for each commit, with all that it said, so that a commit costs one write more however much that is.</summary>
internal static class FeedItems
{
    public static DynamoItem Key(long place) => new() { [Attributes.Hour] = Values.Of(Hour(FeedClock.HourOf(place))), [Attributes.Id] = Values.Of(place) };

    /// <summary>An hour's partition, such as <c>2026-01-31T12</c>.</summary>
    public static string Hour(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);

    public static ItemWrite Write(string table, long place, IReadOnlyList<FeedLine> said, DateTimeOffset expires)
    {
        var item = Key(place);
        item[Attributes.Entries] = new AttributeValue { L = [.. said.Select(ToValue)] };
        item[Attributes.ExpiresAt] = Values.Of(expires.ToUnixTimeSeconds());
        var write = new ItemWrite(table, Key(place)).Put(item);
        return write.If($"attribute_not_exists({write.Name(Attributes.Id)})");
    }

    public static IEnumerable<FeedEntry> Read(DynamoItem item)
    {
        var place = item.Number(Attributes.Id) ?? 0;
        var entries = item.TryGetValue(Attributes.Entries, out var list) ? list.L ?? [] : [];
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i].M;
            yield return new FeedEntry(
                (place + i).ToString(CultureInfo.InvariantCulture),
                entry.Text(Attributes.Kind)!,
                entry.Text(Attributes.Site),
                entry.Text(Attributes.Topic)!,
                Encoding.UTF8.GetBytes(entry.Text(Attributes.Payload)!));
        }
    }

    private static AttributeValue ToValue(FeedLine line)
    {
        var entry = new DynamoItem { [Attributes.Kind] = Values.Of(line.Kind), [Attributes.Topic] = Values.Of(line.Message.Topic) };
        entry.Add(Attributes.Site, line.Site);
        entry[Attributes.Payload] = Values.Of(Encoding.UTF8.GetString(line.Message.Payload.Span));
        return new AttributeValue { M = entry };
    }
}
