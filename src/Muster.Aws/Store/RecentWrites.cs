namespace Muster.Aws.Store;

/// <summary>
/// What this process wrote a moment ago at a site: indexes follow a little later, and who has just placed an order, or freed a
/// robot, must find it. Readers look at the items themselves, so what is not so any more does no harm.
/// </summary>
internal sealed class RecentWrites(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, string Key)> _order = new();
    private readonly Dictionary<string, (long At, string Site)> _written = new(StringComparer.Ordinal);

    public void Note(string site, string key)
    {
        lock (_gate)
        {
            Forget();
            var now = clock.GetTimestamp();
            _written[key] = (now, site);
            _order.Enqueue((now, key));
        }
    }

    /// <summary>It is in no list any more: nobody need look at it.</summary>
    public void Forget(string key)
    {
        lock (_gate)
        {
            _written.Remove(key);
        }
    }

    /// <summary>The keys that were written at a site, or at any.</summary>
    public IReadOnlyList<string> Find(string? site)
    {
        lock (_gate)
        {
            Forget();
            return [.. _written.Where(w => site is null || w.Value.Site == site).Select(w => w.Key)];
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At) > Kept)
        {
            _order.Dequeue();
            if (_written.TryGetValue(oldest.Key, out var newest) && newest.At == oldest.At)
            {
                _written.Remove(oldest.Key);
            }
        }
    }
}
