namespace Muster.Local.Store;

/// <summary>The rows of one table that the current batch writes: later commits of the batch see their versions.</summary>
/// <typeparam name="T">What a row is written from.</typeparam>
/// <param name="findVersion">The version of a row in the database; none when there is no row.</param>
/// <param name="write">Writes a row, or deletes it when there is nothing to write.</param>
internal sealed class PendingRows<T>(Func<string, long?> findVersion, Action<string, T?> write)
    where T : class
{
    private readonly Dictionary<string, (long? Version, T? Row)> _rows = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    /// <summary>The row's version as it stands in this batch; none when there is no row.</summary>
    public long? Version(string key) => _rows.TryGetValue(key, out var row) ? row.Version : findVersion(key);

    public void Put(string key, long? version, T? row) => _rows[key] = (version, row);

    public void Write()
    {
        foreach (var (key, row) in _rows)
        {
            write(key, row.Row);
        }
    }

    public void Clear() => _rows.Clear();
}
