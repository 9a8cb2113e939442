using Microsoft.Extensions.Logging;

namespace Muster.Aws.Iot;

public sealed partial class IotDataSender
{
    [LoggerMessage(501, LogLevel.Error, "A message on {Topic} could not be sent in {Attempts} attempts: {Problem}. The sweep repairs what depends on it.")]
    private partial void LogNotSent(string topic, int attempts, string problem);

    [LoggerMessage(502, LogLevel.Debug, "A message on {Topic} was not sent: it had expired.")]
    private partial void LogExpired(string topic);

    [LoggerMessage(503, LogLevel.Debug, "A message on {Topic} is sent again: {Problem}")]
    private partial void LogAgain(string topic, string problem);
}
