using System.Text;
using System.Text.Json;
using Muster.Local.Functions;

namespace Muster.Local.Measure;

/// <summary>How an invocation ended that should not have.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Type">The kind of error in Lambda's words, such as <c>Runtime.ExitError</c>.</param>
/// <param name="Message">What Lambda, or the function, says.</param>
/// <param name="After">How many invocations had gone well before, in all environments of the point.</param>
public sealed record MeasureFailure(MeasureFailureKind Kind, string Type, string Message, int After)
{
    /// <summary>The kind, for people: <c>out of memory</c>.</summary>
    public string KindWords => Kind switch
    {
        MeasureFailureKind.OutOfMemory => "out of memory",
        MeasureFailureKind.TimedOut => "timed out",
        MeasureFailureKind.InitFailed => "does not start",
        MeasureFailureKind.Exited => "process ended",
        MeasureFailureKind.Refused => "refused the event",
        _ => "failed",
    };

    /// <summary>What happened, in one line.</summary>
    public override string ToString() => $"{KindWords}: {Type}{(Message.Length > 0 ? ", " + Message : "")}{(After > 0 ? $" (after {After} good invocations)" : "")}";

    /// <summary>The failure that <paramref name="result"/> is; none when it is good.</summary>
    internal static MeasureFailure? Of(InvocationResult result, int after)
    {
        if (result.Error is not { } error)
        {
            return Refusal(result.Payload) is { } reason ? new MeasureFailure(MeasureFailureKind.Refused, "REFUSED", reason, after) : null;
        }

        var kind = result.Report.IsOutOfMemory ? MeasureFailureKind.OutOfMemory
            : error.Message.Contains("Init timed out", StringComparison.Ordinal) ? MeasureFailureKind.InitFailed
            : error.Type == FunctionError.TimedOut ? MeasureFailureKind.TimedOut
            : result.Report is { Status: "error", InitDuration: null } && result.Report.Duration == TimeSpan.Zero ? MeasureFailureKind.InitFailed
            : error.Type == FunctionError.Exited ? MeasureFailureKind.Exited
            : MeasureFailureKind.Error;
        return new MeasureFailure(kind, error.Type, WithoutRequest(error.Message), after);
    }

    /// <summary>The id of one request among many says nothing.</summary>
    private static string WithoutRequest(string message) =>
        message.StartsWith("RequestId: ", StringComparison.Ordinal) && message.IndexOf("Error: ", StringComparison.Ordinal) is >= 0 and var start ? message[(start + 7)..] : message;

    private static string? Refusal(ReadOnlyMemory<byte> payload)
    {
        if (payload.Span.IndexOf("\"REFUSED\""u8) < 0)
        {
            return null;
        }

        try
        {
            using var answer = JsonDocument.Parse(payload);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("outcome", out var outcome)
                && outcome.ValueKind == JsonValueKind.String && outcome.ValueEquals("REFUSED")
                    ? Encoding.UTF8.GetString(payload.Span)
                    : null;
        }
        catch (JsonException)
        {
            // A package may answer what it likes.
            return null;
        }
    }
}
