using System.Text.Json;

namespace Muster.Commands;

/// <summary>What Muster answered at one moment.</summary>
/// <param name="Items">The items as they came.</param>
internal sealed record Snapshot(IReadOnlyList<JsonElement> Items)
{
    /// <summary>The history, newest first, when there is just one item.</summary>
    public IReadOnlyList<JsonElement> History { get; init; } = [];

    /// <summary>What became of items that were in the list at the last look, where that could be found out.</summary>
    public IReadOnlyList<JsonElement> Left { get; init; } = [];

    /// <summary>Whether there are older ones beyond the limit.</summary>
    public bool HasMore { get; init; }
}
