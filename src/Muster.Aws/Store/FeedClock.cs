namespace Muster.Aws.Store;

/// <summary>
/// Hands out places in the feed: the time in milliseconds, then 13 bits by chance, which keep processes apart, then 7 bits for
/// the entries of one commit. Within a process they only rise.
/// </summary>
internal sealed class FeedClock(TimeProvider clock, Random random)
{
    /// <summary>How many entries one commit can have.</summary>
    public const int EntriesPerCommit = 128;

    private const int MillisecondShift = 20;
    private const long HourMilliseconds = 3_600_000;

    private readonly Lock _gate = new();
    private long _last;

    /// <summary>The first place of that millisecond.</summary>
    public static long PlaceOf(DateTimeOffset time) => time.ToUnixTimeMilliseconds() << MillisecondShift;

    /// <summary>The hour that a place is in, counted from 1970: the feed's partition.</summary>
    public static long HourOf(long place) => (place >> MillisecondShift) / HourMilliseconds;

    /// <summary>A place for a commit's first entry.</summary>
    public long Next()
    {
        int chance;
        lock (random)
        {
            chance = random.Next(1 << 13);
        }

        lock (_gate)
        {
            var place = PlaceOf(clock.GetUtcNow()) + ((long)chance * EntriesPerCommit);
            return _last = Math.Max(place, _last + EntriesPerCommit);
        }
    }
}
