using System.Net;
using System.Net.Sockets;

namespace Muster.Local.Functions.Http;

/// <summary>
/// A small HTTP/1.1 server on a free port of the loopback address. Each environment of a function has one, and each invocation
/// is two of its requests: a pipeline as of a web server would cost more than all else on the way. It serves this user only.
/// </summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Socket> _open = [];
    private readonly HttpHandler _handler;
    private readonly int _maxBody;
    private readonly Task _accepting;

    private HttpServer(HttpHandler handler, int maxBody)
    {
        _handler = handler;
        _maxBody = maxBody;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="handler">Answers.</param>
    /// <param name="maxBody">The largest body that the handler gets to see, in bytes.</param>
    public static HttpServer Start(HttpHandler handler, int maxBody) => new(handler, maxBody);

    /// <summary>Closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        lock (_open)
        {
            foreach (var socket in _open)
            {
                socket.Dispose();
            }
        }

        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var token = _stop.Token;
        while (true)
        {
            try
            {
                var socket = await _listener.AcceptAsync(token).ConfigureAwait(false);
                _ = ServeAsync(socket, token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        lock (_open)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                socket.Dispose();
                return;
            }

            _open.Add(socket);
        }

        try
        {
            if (!PeerUser.IsOurs(socket))
            {
                return;
            }

            socket.NoDelay = true;
            await new HttpConnection(socket, _handler, _maxBody).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or the server is.
        }
        finally
        {
            lock (_open)
            {
                _open.Remove(socket);
            }

            socket.Dispose();
        }
    }
}
