namespace Muster.Bench.Rules;

/// <summary>What a message costs with a rule.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Nanoseconds">The median of the rounds, in nanoseconds a message.</param>
/// <param name="Bytes">Bytes allocated a message.</param>
internal sealed record RuleFigure(string Name, double Nanoseconds, double Bytes);
