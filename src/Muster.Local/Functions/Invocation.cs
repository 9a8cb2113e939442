namespace Muster.Local.Functions;

/// <summary>An event on its way through an environment.</summary>
/// <param name="requestId">Its id.</param>
/// <param name="payload">The event.</param>
internal sealed class Invocation(string requestId, ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource<InvocationAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>When the function has to be done (UTC).</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>The clock's timestamp when the process got it; none while it has not.</summary>
    public long? StartedAt { get; set; }

    /// <summary>X-Ray's name of the trace that it belongs to.</summary>
    public required string TraceId { get; init; }

    /// <summary>What the function answers.</summary>
    public Task<InvocationAnswer> Answer => _answer.Task;

    /// <summary>Takes the answer; the first one counts.</summary>
    public bool TryAnswer(InvocationAnswer answer) => _answer.TrySetResult(answer);
}
