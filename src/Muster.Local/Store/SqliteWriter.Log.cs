using Microsoft.Extensions.Logging;

namespace Muster.Local.Store;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(101, LogLevel.Error, "Can't write the database: {Problem}. Nothing that was acknowledged is lost; senders are disconnected and will send again.")]
    private partial void LogFailed(string problem);

    [LoggerMessage(102, LogLevel.Information, "The database can be written again.")]
    private partial void LogRecovered();

    [LoggerMessage(103, LogLevel.Error, "What followed a commit failed.")]
    private partial void LogContinuationFailed(Exception exception);
}
