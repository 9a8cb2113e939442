namespace Muster.Local.Store;

/// <summary>An event that waits for a function: a row of the queue on disk.</summary>
/// <param name="Seq">Its place: later ones have greater numbers.</param>
/// <param name="Function">The function's name.</param>
/// <param name="RequestId">The request's id, the same at each attempt.</param>
/// <param name="EnqueuedAt">When it came.</param>
/// <param name="Due">When it is to be tried.</param>
/// <param name="Attempts">How often it was tried.</param>
internal sealed record QueuedEvent(long Seq, string Function, string RequestId, DateTimeOffset EnqueuedAt, DateTimeOffset Due, int Attempts)
{
    /// <summary>The event's JSON; none where it is to be read from the disk again.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>How often the function could not even be started since this process began; those are no attempts.</summary>
    public int Refusals { get; init; }

    /// <summary>Whether it is only to be deleted, which could not be done before. Not on disk.</summary>
    public bool IsDone { get; init; }

    /// <summary>The beginning of what the function answered at the last attempt, which failed; none when there was none.</summary>
    public byte[]? Response { get; init; }
}
