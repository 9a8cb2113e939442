using System.Globalization;
using System.Text;
using Muster.Fleet.Messages;

namespace Muster.Aws.Store;

/// <summary>
/// Messages from one process to the others that share the tables, in the feed's table but in partitions of their own, a minute
/// each: they are no changes, and in no feed.
/// </summary>
internal sealed class PassedMessages(Writer writer, TableNames tables, FeedClock places, TimeProvider clock)
{
    /// <summary>Long past anybody's interest.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>A minute's partition, such as <c>passed/2026-01-31T12:05</c>.</summary>
    public static string Partition(long minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute).ToString("'passed/'yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    public async Task PassOnAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = new DynamoItem { [Attributes.Hour] = Values.Of(Partition(MinuteOf(now))), [Attributes.Id] = Values.Of(places.Next()) };
        var item = new DynamoItem(key)
        {
            [Attributes.Origin] = Values.Of(places.Origin),
            [Attributes.Topic] = Values.Of(message.Topic),
            [Attributes.Payload] = Values.Of(Encoding.UTF8.GetString(message.Payload.Span)),
            [Attributes.Retain] = Values.Of(message.Retain),
            [Attributes.ExpiresAt] = Values.Of((now + Kept).ToUnixTimeSeconds()),
        };
        item.Add(Attributes.GoodUntil, message.Expires is { } expires ? now + expires : null);
        await writer.WriteAsync([new ItemWrite(tables.Feed, key).Put(item)], [], cancellationToken).ConfigureAwait(false);
    }

    public static OutboundMessage Read(DynamoItem item, DateTimeOffset now) => new(
        item.Text(Attributes.Topic)!,
        Encoding.UTF8.GetBytes(item.Text(Attributes.Payload) ?? ""),
        item.TryGetValue(Attributes.Retain, out var retain) && retain.BOOL == true)
    {
        Expires = item.Time(Attributes.GoodUntil) - now,
    };
}
