using System.Net;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>What Muster answered to something that it was told to do.</summary>
/// <param name="Status">A status of success.</param>
/// <param name="Body">What it is like now; nothing when there is nothing to say.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body);
