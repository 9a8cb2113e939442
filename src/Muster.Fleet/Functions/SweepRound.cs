namespace Muster.Fleet.Functions;

/// <summary>What one run of the sweep came to.</summary>
/// <param name="After">The site where it stopped; none when it came to the last.</param>
/// <param name="HasMore">Whether it left anything that is due, because it had done as much as one run does.</param>
/// <param name="Failures">What it could not look at, each for a reason of its own; the rest was done.</param>
public readonly record struct SweepRound(string? After, bool HasMore, IReadOnlyList<Exception> Failures);
