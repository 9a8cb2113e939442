using Microsoft.Extensions.Logging;

namespace Muster.Local.Functions.User;

internal sealed partial class UserFunctionRunner
{
    [LoggerMessage(531, LogLevel.Warning, "{Function}: request {Request} failed (attempt {Attempt}): {Type}: {Problem}. Again in {Pause}.")]
    private partial void LogRetry(string function, string request, int attempt, string type, string problem, TimeSpan pause);

    [LoggerMessage(532, LogLevel.Error, "{Function}: request {Request} is given up: {Condition}, attempts: {Attempts}.")]
    private partial void LogGivenUp(string function, string request, string condition, int attempts);

    [LoggerMessage(533, LogLevel.Error, "{Function} can't be started for request {Request}: {Problem}. Again in {Pause}.")]
    private partial void LogRefused(string function, string request, string problem, TimeSpan pause);

    [LoggerMessage(534, LogLevel.Error, "{Function}: the record of the failed request {Request} can't be written: {Problem}. Again in {Pause}.")]
    private partial void LogNoRecord(string function, string request, string problem, TimeSpan pause);

    [LoggerMessage(535, LogLevel.Error, "{Function}: what came of request {Request} can't be written: {Problem}. That is tried again, at the next start at the latest.")]
    private partial void LogStore(string function, string request, string problem);

    [LoggerMessage(540, LogLevel.Error, "{Function}: request {Request} met a problem that was not expected. It is tried again.")]
    private partial void LogUnexpected(string function, string request, Exception exception);

    [LoggerMessage(544, LogLevel.Error, "{Function}: the event of request {Request} is not on disk any more; it is dropped.")]
    private partial void LogMissing(string function, string request);

    [LoggerMessage(536, LogLevel.Warning, "{Function}: invocations were still running at the stop; their events are tried again at the next start.")]
    private partial void LogLeft(string function);

    [LoggerMessage(537, LogLevel.Information, "{Function} runs its new package, or its new settings, from now on.")]
    private partial void LogReplaced(string function);

    [LoggerMessage(538, LogLevel.Error, "{Function} was changed and can't start: {Problem}. What ran before goes on.")]
    private partial void LogBroken(string function, string problem);

    [LoggerMessage(539, LogLevel.Error, "{Function} can't start: {Problem}. Its events wait.")]
    private partial void LogWaiting(string function, string problem);
}
