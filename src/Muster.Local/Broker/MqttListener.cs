using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace Muster.Local.Broker;

/// <summary>Where clients come in: a TCP port, and WebSockets that the HTTP server hands over. The MQTT library's adapter.</summary>
internal sealed class MqttListener(BrokerContext broker) : IMqttServerAdapter
{
    private readonly ConcurrentDictionary<MqttConnection, byte> _connections = new();
    private Socket? _listener;
    private ITimer? _keepAlive;

    /// <inheritdoc/>
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Takes the port.</summary>
    /// <returns>The end point, with the port that was chosen when 0 was asked for.</returns>
    /// <exception cref="SocketException">The port is in use, or the address is not this machine's.</exception>
    public IPEndPoint Bind(IPEndPoint endPoint)
    {
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (endPoint.Address.Equals(IPAddress.IPv6Any))
        {
            _listener.DualMode = true;
        }

        _listener.Bind(endPoint);
        _listener.Listen(4096);
        return (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _ = AcceptAsync(_listener ?? throw new InvalidOperationException("the port was not taken"));
        var interval = TimeSpan.FromSeconds(1);
        _keepAlive = broker.Clock.CreateTimer(_ => CheckKeepAlive(), null, interval, interval);
        return Task.CompletedTask;
    }

    /// <summary>Serves a client that came by WebSocket, until it is gone.</summary>
    public Task ServeAsync(WebSocket socket, EndPoint? remote, EndPoint? local, bool isSecure) =>
        ServeAsync(new WebSocketTransport(socket, remote, local, isSecure));

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        _listener?.Dispose();
        if (_keepAlive is not null)
        {
            await _keepAlive.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_connections.Keys.Select(c => c.Ended))
            .WaitAsync(TimeSpan.FromSeconds(5), broker.Clock)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener?.Dispose();
        _keepAlive?.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync().ConfigureAwait(false);
                _ = ServeAsync(new TcpTransport(socket));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted or SocketError.InvalidArgument)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of file descriptors, or a client that was gone before it was accepted: others may still come.
                await Task.Delay(TimeSpan.FromMilliseconds(50), broker.Clock).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Transport transport)
    {
        using var connection = new MqttConnection(transport, broker);
        _connections[connection] = 0;
        try
        {
            if (ClientHandler is { } handler)
            {
                await handler(connection).ConfigureAwait(false);
            }
        }
        finally
        {
            await connection.EndAsync().ConfigureAwait(false);
            _connections.TryRemove(connection, out _);
        }
    }

    private void CheckKeepAlive()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.CheckKeepAlive();
        }
    }
}
