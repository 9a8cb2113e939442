using Muster.Fleet.Rules;

namespace Muster.Local.Rules;

/// <summary>A message that rules of the configuration selected.</summary>
/// <param name="Payload">Its payload as it came, in memory of its own.</param>
/// <param name="Context">What the broker knows of it.</param>
/// <param name="Origin">How far it is from the one that a client sent.</param>
internal sealed record RuleMessage(ReadOnlyMemory<byte> Payload, MessageContext Context, Republished Origin);
