using Muster.Fleet.Functions;
using Muster.Fleet.Rules;

namespace Muster.Local.Rules;

/// <summary>Publishes what a rule emits, as a client would; what it changed is durable when it returns.</summary>
/// <param name="topic">Where to.</param>
/// <param name="payload">What.</param>
/// <param name="action">How.</param>
/// <param name="origin">How far it is from what a client sent.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate ValueTask<FunctionOutcome> Republish(
    string topic, ReadOnlyMemory<byte> payload, RepublishAction action, Republished origin, CancellationToken cancellationToken);
