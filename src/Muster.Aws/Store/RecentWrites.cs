namespace Muster.Aws.Store;

/// <summary>
/// What this process wrote a moment ago at a site: indexes follow a little later, and who has just placed an order, or freed a
/// robot, must find it. Readers look at the items themselves, so what is not so any more does no harm.
/// </summary>
internal sealed class RecentWrites(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, string Site, string Key)> _written = new();

    public void Note(string site, string key)
    {
        lock (_gate)
        {
            Forget();
            _written.Enqueue((clock.GetTimestamp(), site, key));
        }
    }

    /// <summary>The keys that were written at a site, or at any.</summary>
    public IReadOnlyList<string> Find(string? site)
    {
        lock (_gate)
        {
            Forget();
            return [.. _written.Where(w => site is null || w.Site == site).Select(w => w.Key).Distinct()];
        }
    }

    private void Forget()
    {
        while (_written.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At) > Kept)
        {
            _written.Dequeue();
        }
    }
}
