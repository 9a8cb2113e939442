using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Muster.Aws.Store;

/// <summary>Attribute values, written and read. Times are RFC 3339 in UTC, always with six digits of the second, so that they sort as text.</summary>
internal static class Values
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Indexes by time have so many partitions, as one takes 1,000 writes a second.</summary>
    public const int DueShards = 4;

    /// <summary>The longest text that can be a partition key, in bytes.</summary>
    private const int MaxKeyBytes = 2048;

    public static AttributeValue Of(string text) => new() { S = text };

    public static AttributeValue Of(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Of(double number) => new() { N = number.ToString("R", CultureInfo.InvariantCulture) };

    public static AttributeValue Of(DateTimeOffset time) => new() { S = Text(time) };

    public static AttributeValue Of(bool value) => new() { BOOL = value };

    public static AttributeValue Of(IReadOnlyList<string> words) => new() { L = [.. words.Select(Of)] };

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A time as fine as JSON keeps it, so that an attribute never tells another time than the item's JSON.</summary>
    public static DateTimeOffset Milliseconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Which part of an index by time an item is in: always the same for a key (FNV-1a).</summary>
    public static long DueShard(string key)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash % DueShards;
    }

    /// <summary>Whether there can be an item of that key at all; asking for one that can't be is an error.</summary>
    public static bool CanBeKey(string text) => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= MaxKeyBytes;

    /// <summary>Sets an attribute; leaves it out when there is no value, or an empty one, which says no more.</summary>
    public static void Add(this DynamoItem item, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            item[name] = Of(text);
        }
    }

    /// <summary>Sets an attribute; leaves it out when there is no value.</summary>
    public static void Add(this DynamoItem item, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            item[name] = Of(value);
        }
    }

    public static string? Text(this DynamoItem item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    public static long? Number(this DynamoItem item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Double(this DynamoItem item, string name) =>
        item.TryGetValue(name, out var value) && double.TryParse(value.N, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Time(this DynamoItem item, string name) =>
        item.TryGetValue(name, out var value) && DateTimeOffset.TryParse(value.S, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Whether DynamoDB has let the item go, or is about to: it takes its time with it.</summary>
    public static bool IsExpired(this DynamoItem item, DateTimeOffset now) => item.Number(Attributes.ExpiresAt) <= now.ToUnixTimeSeconds();

    public static bool Same(AttributeValue? a, AttributeValue? b)
    {
        if (a is null || b is null)
        {
            return a is null && b is null;
        }

        return a.S == b.S && a.BOOL == b.BOOL && SameNumber(a.N, b.N) && SameList(a.L, b.L);
    }

    // A number may come back written differently than it was sent.
    private static bool SameNumber(string? a, string? b) =>
        a == b || (a is not null && b is not null && double.Parse(a, CultureInfo.InvariantCulture) == double.Parse(b, CultureInfo.InvariantCulture));

    private static bool SameList(List<AttributeValue>? a, List<AttributeValue>? b) =>
        (a?.Count ?? 0) == (b?.Count ?? 0) && (a ?? []).Zip(b ?? []).All(p => Same(p.First, p.Second));
}
