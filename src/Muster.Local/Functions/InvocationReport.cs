using System.Globalization;
using System.Text;

namespace Muster.Local.Functions;

/// <summary>What an invocation took: Lambda's REPORT line.</summary>
/// <param name="RequestId">The invocation's id.</param>
/// <param name="Duration">From when the function got the event until it answered.</param>
/// <param name="MemorySize">What the function is set up with, in MB.</param>
/// <param name="MaxMemoryUsed">The peak of its processes since they started, in MB; 0 where it can't be known.</param>
public sealed record InvocationReport(string RequestId, TimeSpan Duration, int MemorySize, int MaxMemoryUsed)
{
    /// <summary>From the start of the process until it asked for its first event; none when the environment was warm.</summary>
    public TimeSpan? InitDuration { get; init; }

    /// <summary><c>timeout</c> or <c>error</c>; none when the function answered.</summary>
    public string? Status { get; init; }

    /// <summary>The kind of error, with the status <c>error</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Whether a process of the function was killed because it wanted more than its memory size; only where that is limited.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>How long the function's threads were kept from running, all together; only where its processor time is limited.</summary>
    public TimeSpan Throttled { get; init; }

    /// <summary>What Lambda would bill, in ms: init and duration together, rounded up, as a custom runtime's init is billed.</summary>
    public long BilledMilliseconds => (long)Math.Ceiling(Math.Round((InitDuration ?? TimeSpan.Zero).TotalMilliseconds + Duration.TotalMilliseconds, 2));

    /// <summary>The REPORT line.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"REPORT RequestId: {RequestId}\tDuration: {Duration.TotalMilliseconds:0.00} ms\tBilled Duration: {BilledMilliseconds} ms");
        line.Append(CultureInfo.InvariantCulture, $"\tMemory Size: {MemorySize} MB\tMax Memory Used: {MaxMemoryUsed} MB");
        if (InitDuration is { } init)
        {
            line.Append(CultureInfo.InvariantCulture, $"\tInit Duration: {init.TotalMilliseconds:0.00} ms");
        }

        if (Status is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $"\tStatus: {Status}");
        }

        if (ErrorType is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $"\tError Type: {ErrorType}");
        }

        return line.ToString();
    }
}
