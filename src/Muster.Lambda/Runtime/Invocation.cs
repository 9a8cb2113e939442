namespace Muster.Lambda.Runtime;

/// <summary>One invocation, as the Runtime API hands it out.</summary>
/// <param name="RequestId">Its id.</param>
/// <param name="Deadline">When Lambda ends the function.</param>
/// <param name="TraceId">AWS X-Ray's tracing header; may be none.</param>
/// <param name="Payload">The event.</param>
internal sealed record Invocation(string RequestId, DateTimeOffset Deadline, string? TraceId, ReadOnlyMemory<byte> Payload);
