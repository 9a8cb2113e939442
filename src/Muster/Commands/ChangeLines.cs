using System.Globalization;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>The lines of <c>--watch</c> into a pipe: one for each item that changed since the last look.</summary>
internal sealed class ChangeLines(ISnapshotSource source, TimeProvider clock, bool json)
{
    private readonly Dictionary<string, string> _last = [];

    /// <summary>The keys of the last look.</summary>
    public IReadOnlyCollection<string> Keys => _last.Keys;

    /// <summary>The lines for <paramref name="snapshot"/>; at the first look, all of it.</summary>
    public IReadOnlyList<string> Take(Snapshot snapshot)
    {
        var lines = new List<string>();
        var here = new HashSet<string>();
        foreach (var item in snapshot.Items)
        {
            here.Add(Take(item, lines).Key);
        }

        foreach (var item in snapshot.Left)
        {
            _last.Remove(Take(item, lines).Key);
        }

        foreach (var key in _last.Keys.Where(key => !here.Contains(key)).ToList())
        {
            _last.Remove(key);
            if (!json)
            {
                lines.Add(Stamp($"{key} left the list"));
            }
        }

        return lines;
    }

    private WatchedItem Take(JsonElement item, List<string> lines)
    {
        var watched = source.Describe(item);
        if (_last.GetValueOrDefault(watched.Key) != watched.Text)
        {
            _last[watched.Key] = watched.Text;
            lines.Add(json ? CompactJson.Of(item) : Stamp(watched.Text));
        }

        return watched;
    }

    private string Stamp(string text) => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {text}");
}
