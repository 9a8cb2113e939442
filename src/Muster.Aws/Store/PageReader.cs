using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// Makes pages of what an index lists: the items themselves are read, strongly consistent, so that what is shown is what is
/// stored; only who is listed may be a moment old.
/// </summary>
internal static class PageReader
{
    /// <summary>One page.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="reader">Reads.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">Its key's name.</param>
    /// <param name="listed">The index's entries in order; one may come twice, as it moves while it is listed.</param>
    /// <param name="read">Makes one of an item; none when it does not belong in the list.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="place">Where the next page begins after one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Page<T>> ReadAsync<T>(
        ItemReader reader,
        string table,
        string key,
        IAsyncEnumerable<DynamoItem> listed,
        Func<DynamoItem, T?> read,
        int limit,
        Func<T, string> place,
        CancellationToken cancellationToken)
        where T : class
    {
        var (found, seen, batch) = (new List<T>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        await foreach (var entry in listed.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Text(key) is { } value && seen.Add(value))
            {
                batch.Add(value);
            }

            if (batch.Count == Math.Min(limit + 1 - found.Count, ItemReader.MaxBatch))
            {
                await TakeAsync().ConfigureAwait(false);
                if (found.Count > limit)
                {
                    break;
                }
            }
        }

        await TakeAsync().ConfigureAwait(false);
        var items = found.Take(limit).ToList();
        return new Page<T>(items, found.Count > limit ? place(items[^1]) : null);

        async Task TakeAsync()
        {
            var items = (await reader.FindAsync(table, key, batch, cancellationToken).ConfigureAwait(false)).ToDictionary(i => i.Text(key)!, StringComparer.Ordinal);
            found.AddRange(batch.Select(v => items.TryGetValue(v, out var item) ? read(item) : null).OfType<T>());
            batch.Clear();
        }
    }
}
