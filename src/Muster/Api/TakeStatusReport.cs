using Muster.Fleet.Functions;
using Muster.Fleet.Messages;

namespace Muster.Api;

/// <summary>Takes in a status report that came by HTTP: by the broker where there is one, else straight to the function.</summary>
/// <param name="robot">The robot's name.</param>
/// <param name="payload">The report, UTF-8 JSON.</param>
/// <param name="refusal">Why it is refused before it is read; none when it is not.</param>
/// <param name="cancellationToken">Gives up waiting.</param>
internal delegate ValueTask<FunctionOutcome> TakeStatusReport(string robot, ReadOnlyMemory<byte> payload, Refusal? refusal, CancellationToken cancellationToken);
