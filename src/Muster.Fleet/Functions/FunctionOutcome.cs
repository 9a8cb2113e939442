using Muster.Fleet.Messages;

namespace Muster.Fleet.Functions;

/// <summary>What came of a call: for acknowledgements and counters. A failure (the store did not answer) is an exception.</summary>
/// <param name="Kind">Accepted, stale or refused.</param>
/// <param name="Refusal">Why it was refused; none when it was not.</param>
public readonly record struct FunctionOutcome(FunctionOutcomeKind Kind, Refusal? Refusal = null)
{
    /// <summary>Done and durable.</summary>
    public static FunctionOutcome Accepted => new(FunctionOutcomeKind.Accepted);

    /// <summary>Older than what is known: acknowledged, and nothing done.</summary>
    public static FunctionOutcome Stale => new(FunctionOutcomeKind.Stale);

    /// <summary>Refused.</summary>
    public static FunctionOutcome Refused(Refusal refusal) => new(FunctionOutcomeKind.Refused, refusal);
}
