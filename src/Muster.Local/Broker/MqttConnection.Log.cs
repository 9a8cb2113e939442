using System.Net;
using Microsoft.Extensions.Logging;

namespace Muster.Local.Broker;

internal sealed partial class MqttConnection
{
    private void LogProtocolError(string clientId, EndPoint? address, string problem) => LogProtocolError(_broker.Log, clientId, address, problem);

    [LoggerMessage(203, LogLevel.Warning, "Closed the connection of {ClientId} at {Address}: {Problem}")]
    private static partial void LogProtocolError(ILogger log, string clientId, EndPoint? address, string problem);
}
