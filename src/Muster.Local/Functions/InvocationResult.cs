namespace Muster.Local.Functions;

/// <summary>What came of an invocation.</summary>
/// <param name="Payload">What the function answered; with an error, the error's JSON as Lambda gives it.</param>
/// <param name="Error">Why it failed; none when it did not.</param>
/// <param name="Report">What it took.</param>
/// <param name="Log">The last 4 KB of its log, with START, END and REPORT.</param>
public sealed record InvocationResult(ReadOnlyMemory<byte> Payload, FunctionError? Error, InvocationReport Report, string Log);
