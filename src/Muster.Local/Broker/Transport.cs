using System.Net;

namespace Muster.Local.Broker;

/// <summary>A byte stream to one client: TCP, or a WebSocket's binary messages.</summary>
internal abstract class Transport : IDisposable
{
    public abstract EndPoint? RemoteEndPoint { get; }

    public abstract EndPoint? LocalEndPoint { get; }

    public abstract bool IsSecure { get; }

    /// <summary>Reads what is there; 0, or an exception of the transport's own kind, when the stream has ended.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Sends what goes without waiting.</summary>
    /// <returns>How many bytes went.</returns>
    public abstract int TrySend(ReadOnlySpan<byte> bytes);

    /// <summary>Sends all, waiting for the peer to take it.</summary>
    /// <exception cref="IOException">The stream has ended.</exception>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the stream in both directions after what was sent; a read that waits returns.</summary>
    public abstract void Shutdown();

    public abstract void Dispose();
}
