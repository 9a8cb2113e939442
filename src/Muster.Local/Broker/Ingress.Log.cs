using Microsoft.Extensions.Logging;

namespace Muster.Local.Broker;

internal sealed partial class Ingress
{
    [LoggerMessage(201, LogLevel.Warning, "Refused a message on {Topic} from {ClientId}: {Code}: {Reason}")]
    private partial void LogRefused(string topic, string clientId, string code, string reason);

    [LoggerMessage(202, LogLevel.Error, "A message on {Topic} could not be processed.")]
    private partial void LogFailed(string topic, Exception exception);
}
