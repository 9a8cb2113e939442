using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Muster.Bench.Native;

/// <summary>
/// A connected client without a thread, a timer or a queue. Reads never wait; writes do, in the rare case that the socket's
/// buffer is full, and that wait is part of the latency measured.
/// </summary>
internal class SocketLink(string name, Socket socket) : IDisposable
{
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int TryAgain = 11;

    private byte[] _kept = [];
    private int _keptLength;

    internal int Descriptor { get; } = (int)socket.Handle;

    /// <summary>Reads what has arrived, after what <see cref="Keep"/> kept; returns how much of the buffer is filled.</summary>
    internal unsafe int Fill(Span<byte> buffer)
    {
        _kept.AsSpan(0, _keptLength).CopyTo(buffer);
        var free = buffer[_keptLength..];
        nint received;
        fixed (byte* target = free)
        {
            received = Libc.Receive(Descriptor, target, (nuint)free.Length, DontWait);
        }

        if (received > 0)
        {
            return _keptLength + (int)received;
        }

        return received < 0 && Marshal.GetLastPInvokeError() == TryAgain ? _keptLength : throw Closed(received);
    }

    /// <summary>Puts the beginning of a packet aside until the rest of it arrives.</summary>
    internal void Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > _kept.Length)
        {
            _kept = new byte[Math.Max(rest.Length, 64)];
        }

        rest.CopyTo(_kept);
        _keptLength = rest.Length;
    }

    internal unsafe void Send(ReadOnlySpan<byte> data)
    {
        fixed (byte* source = data)
        {
            var sent = Libc.Send(Descriptor, source, (nuint)data.Length, NoSignal);
            if (sent != data.Length)
            {
                throw Closed(sent);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private BenchException Closed(nint result) => new(result < 0
        ? $"{name}: {Marshal.GetLastPInvokeErrorMessage()}"
        : $"{name}: the server closed the connection");
}
