using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Fleet.Messages;

/// <summary>The order in a command.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Attempt">Which attempt this is, from 1; a robot echoes it in its reports, so that a late one can be told apart.</param>
/// <param name="Site">Where; left out in CANCEL_ORDER, as all that follows.</param>
/// <param name="Item">What.</param>
/// <param name="Parameters">What the customer gave, as it came.</param>
/// <param name="Priority">0 to 9.</param>
/// <param name="Deadline">When it should be done (UTC).</param>
/// <param name="Position">Where the work begins.</param>
public sealed record CommandOrder(
    string Id,
    int Attempt,
    string? Site = null,
    string? Item = null,
    [property: JsonConverter(typeof(RawJsonConverter))] JsonElement? Parameters = null,
    int? Priority = null,
    DateTimeOffset? Deadline = null,
    Position? Position = null);
