namespace Muster.Local.Rules;

/// <summary>What a rule emits of a message, for its actions.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Message">The message.</param>
/// <param name="Output">What it emits, mostly JSON.</param>
internal sealed record RuleEvent(string Rule, RuleMessage Message, ReadOnlyMemory<byte> Output);
