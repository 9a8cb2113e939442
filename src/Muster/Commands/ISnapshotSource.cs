using System.Text.Json;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>What a command shows once or watches: a list of robots, orders or alerts, or one of them.</summary>
internal interface ISnapshotSource
{
    /// <summary>Reads it from Muster.</summary>
    /// <param name="seen">The keys that the last look had, when changes are followed: what became of those that are not there any more is looked up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">Muster can't be reached, or refuses.</exception>
    Task<Snapshot> ReadAsync(IReadOnlyCollection<string> seen, CancellationToken cancellationToken);

    /// <summary><paramref name="snapshot"/> for people.</summary>
    IRenderable Draw(Snapshot snapshot, DateTimeOffset now, TimeZoneInfo zone);

    /// <summary><paramref name="snapshot"/> for programs.</summary>
    void Write(Snapshot snapshot, Utf8JsonWriter writer);

    /// <summary>An item as one line; a change is what changes the line.</summary>
    WatchedItem Describe(JsonElement item);
}
