using System.Collections.Concurrent;

namespace Muster.Local.Rules;

/// <summary>The files that rules, and records of failed events, are written to: each has one writer, however many write to it.</summary>
/// <param name="folder">The data folder.</param>
public sealed class JsonLinesFiles(string folder) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonLinesFile> _files = new(StringComparer.Ordinal);

    /// <summary>The file at <paramref name="path"/> below the data folder.</summary>
    internal JsonLinesFile Open(string path) => _files.GetOrAdd(path, p => new JsonLinesFile(Path.Combine(folder, p)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }
}
