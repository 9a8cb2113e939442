using System.Net;
using Muster.Local.Broker;

namespace Muster.Api;

/// <summary><c>/mqtt</c>: the broker by WebSocket, for browsers and through proxies (MQTT 5, section 6).</summary>
internal static class MqttEndpoint
{
    public static void MapMqtt(this WebApplication app, MqttBroker broker) => app.Map("/mqtt", async context =>
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains("mqtt"))
        {
            await TypedResults.Problem(
                "this is the MQTT broker's WebSocket: connect with the subprotocol \"mqtt\"",
                statusCode: StatusCodes.Status400BadRequest,
                title: "Not MQTT").ExecuteAsync(context);
            return;
        }

        var connection = context.Connection;
        using var socket = await context.WebSockets.AcceptWebSocketAsync("mqtt");
        await broker.ServeAsync(
            socket,
            new IPEndPoint(connection.RemoteIpAddress ?? IPAddress.None, connection.RemotePort),
            new IPEndPoint(connection.LocalIpAddress ?? IPAddress.None, connection.LocalPort),
            context.Request.IsHttps);
    }).ExcludeFromDescription();
}
