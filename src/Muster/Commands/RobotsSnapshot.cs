using System.Text.Json;

namespace Muster.Commands;

/// <summary>What Muster answered at one moment.</summary>
/// <param name="Robots">The robots as they came, by name.</param>
/// <param name="History">The recent history, newest first, when there is just one.</param>
internal sealed record RobotsSnapshot(IReadOnlyList<JsonElement> Robots, IReadOnlyList<JsonElement> History);
