using System.Net;
using System.Net.WebSockets;

namespace Muster.Local.Broker;

/// <summary>A client on a WebSocket (MQTT 5, section 6): binary messages that carry the byte stream, cut anywhere.</summary>
internal sealed class WebSocketTransport(WebSocket socket, EndPoint? remote, EndPoint? local, bool isSecure) : Transport
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private int _isClosing;

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

    public override void Shutdown()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            _ = CloseAsync();
        }
    }

    public override void Dispose() => socket.Dispose();

    /// <summary>A closing frame behind what was sent, so that the peer reads why; who does not answer it is cut off.</summary>
    private async Task CloseAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(CloseTimeout);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token).ConfigureAwait(false);
            await Task.Delay(CloseTimeout, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // It is gone already.
        }
        finally
        {
            socket.Abort();
        }
    }
}
