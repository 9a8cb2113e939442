namespace Muster.Fleet.Functions;

/// <summary>How a function's call can end well.</summary>
public enum FunctionOutcomeKind
{
    /// <summary>Done and durable.</summary>
    Accepted,

    /// <summary>Older than what is known; nothing was done.</summary>
    Stale,

    /// <summary>Not valid; nothing was done, and the sender is told why.</summary>
    Refused,
}
