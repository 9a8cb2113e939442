using System.Net;
using System.Net.WebSockets;

namespace Muster.Local.Broker;

/// <summary>A client on a WebSocket (MQTT 5, section 6): binary messages that carry the byte stream, cut anywhere.</summary>
internal sealed class WebSocketTransport(WebSocket socket, EndPoint? remote, EndPoint? local, bool isSecure) : Transport
{
    public override EndPoint? RemoteEndPoint => remote;

    public override EndPoint? LocalEndPoint => local;

    public override bool IsSecure => isSecure;

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType != WebSocketMessageType.Binary)
            {
                // A close, or text, which MQTT does not allow: the end either way.
                return 0;
            }

            if (part.Count > 0)
            {
                return part.Count;
            }
        }
    }

    public override int TrySend(ReadOnlySpan<byte> bytes) => 0;

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("the connection was lost", e);
        }
    }

    public override void Shutdown() => socket.Abort();

    public override void Dispose() => socket.Dispose();
}
