namespace Muster.Local.Rules;

/// <summary>What a rule emits of a message.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Output">What it emits.</param>
internal sealed record Emitted(ActiveRule Rule, byte[] Output);
