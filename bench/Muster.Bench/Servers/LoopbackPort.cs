using System.Net;
using System.Net.Sockets;

namespace Muster.Bench.Servers;

internal static class LoopbackPort
{
    /// <summary>A port that nothing listens on, for servers that cannot choose one and tell us.</summary>
    internal static int FindFree()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Null when nothing listens there (yet).</summary>
    internal static Socket? TryConnect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 5_000 };
        try
        {
            // From another address: from 127.0.0.1 the system may pick the port itself as the source, and the socket
            // would connect to itself and take the port away from the server that we wait for.
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, 2]), 0));
            socket.Connect(IPAddress.Loopback, port);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    internal static Task WaitAsync(int port, ChildProcess server, CancellationToken cancellationToken) =>
        WaitAsync(
            () =>
            {
                using var socket = TryConnect(port);
                return socket is not null;
            },
            server,
            cancellationToken);

    /// <summary>Waits until a condition holds; fails when the server ends or takes longer than half a minute.</summary>
    internal static async Task WaitAsync(Func<bool> condition, ChildProcess server, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            while (!condition())
            {
                server.ThrowIfEnded();
                await Task.Delay(10, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"process {server.Id} was not ready within 30 seconds");
        }
    }
}
