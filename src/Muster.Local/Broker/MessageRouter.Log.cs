using Microsoft.Extensions.Logging;

namespace Muster.Local.Broker;

internal sealed partial class MessageRouter
{
    [LoggerMessage(204, LogLevel.Error, "A message on {Topic} could not be delivered.")]
    private partial void LogDeliveryFailed(string topic, Exception exception);
}
