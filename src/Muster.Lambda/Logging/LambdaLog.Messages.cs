using Microsoft.Extensions.Logging;
using Muster.Fleet.Messages;
using Muster.Lambda.Runtime;

namespace Muster.Lambda.Logging;

internal sealed partial class LambdaLog
{
    /// <summary>The function could not be made.</summary>
    public void InitFailed(Exception exception) => LogInitFailed(exception.Message, exception);

    /// <summary>The Runtime API is gone.</summary>
    public void RuntimeApiLost(Exception exception) => LogRuntimeApiLost(exception);

    /// <summary>An invocation was refused.</summary>
    public void Refused(Refusal refusal) => LogRefused(refusal.WireCode, refusal.Reason);

    /// <summary>An invocation failed.</summary>
    public void Failed(Exception exception, InvocationError error) => LogFailed(error.Message, exception);

    [LoggerMessage(601, LogLevel.Critical, "The function can't start: {Problem}")]
    private partial void LogInitFailed(string problem, Exception exception);

    [LoggerMessage(602, LogLevel.Critical, "The Runtime API does not answer; the environment ends.")]
    private partial void LogRuntimeApiLost(Exception exception);

    [LoggerMessage(603, LogLevel.Warning, "Refused a message: {Code}: {Reason}")]
    private partial void LogRefused(string code, string reason);

    [LoggerMessage(604, LogLevel.Error, "The invocation failed: {Problem}")]
    private partial void LogFailed(string problem, Exception exception);
}
