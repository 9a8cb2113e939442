using System.Text.Json;

namespace Muster.Commands;

/// <summary>A page of any list of the HTTP API. The items stay JSON, so that <c>--json</c> passes on fields that this version does not know.</summary>
/// <param name="Items">This part.</param>
/// <param name="Next">Where the next part begins; none when this was the last.</param>
internal sealed record ItemPage(IReadOnlyList<JsonElement>? Items, string? Next);
