namespace Muster.Bench.Fuzz.Checks;

/// <summary>What became of an input: shows that a run got past the parser.</summary>
/// <param name="Failure">What was wrong; null when nothing was.</param>
/// <param name="IsCompiled">Whether the statement is one.</param>
/// <param name="Events">How many messages the rule made events of.</param>
/// <param name="Messages">How many it was given.</param>
/// <param name="Rendered">How many texts the template gave.</param>
internal readonly record struct FuzzOutcome(FuzzFailure? Failure, bool IsCompiled, int Events, int Messages, int Rendered);
