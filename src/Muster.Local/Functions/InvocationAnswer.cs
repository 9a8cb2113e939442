namespace Muster.Local.Functions;

/// <summary>How an invocation ended, and when.</summary>
/// <param name="Payload">The response, or the error's JSON.</param>
/// <param name="Error">Why it failed; none when it did not.</param>
/// <param name="At">The clock's timestamp at that moment.</param>
internal sealed record InvocationAnswer(ReadOnlyMemory<byte> Payload, FunctionError? Error, long At)
{
    /// <summary>A failure that the host found.</summary>
    public static InvocationAnswer Failed(FunctionError error, long at) => new(error.ToJson(), error, at);
}
