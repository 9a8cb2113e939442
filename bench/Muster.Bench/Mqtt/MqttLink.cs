using System.Net.Sockets;
using System.Runtime.InteropServices;
using Muster.Bench.Native;

namespace Muster.Bench.Mqtt;

/// <summary>
/// A connected MQTT client without a thread, a timer or a queue. Reads never wait; writes do, in the rare case that
/// the socket's buffer is full, and that wait is part of the latency measured.
/// </summary>
internal sealed class MqttLink : IDisposable
{
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int TryAgain = 11;

    private readonly string _clientId;
    private readonly Socket _socket;
    private byte[] _kept = [];
    private int _keptLength;

    private MqttLink(string clientId, Socket socket)
    {
        _clientId = clientId;
        _socket = socket;
        Descriptor = (int)socket.Handle;
    }

    internal int Descriptor { get; }

    internal static MqttLink Open(SourceAddresses sources, string clientId, ushort keepAliveSeconds)
    {
        var socket = sources.Connect();
        var link = new MqttLink(clientId, socket);
        try
        {
            link.Send(MqttPackets.Connect(clientId, keepAliveSeconds));
            socket.ReceiveTimeout = 10_000;
            Span<byte> answer = stackalloc byte[4];
            for (var got = 0; got < answer.Length;)
            {
                var received = socket.Receive(answer[got..]);
                got += received > 0 ? received : throw new BenchException($"{clientId}: closed instead of CONNACK");
            }

            return answer is [MqttFrame.ConnAck, 2, _, 0]
                ? link
                : throw new BenchException($"{clientId}: connection refused: {Convert.ToHexString(answer)}");
        }
        catch (SocketException problem)
        {
            link.Dispose();
            throw new BenchException($"{clientId}: no CONNACK: {problem.Message}", problem);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

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

    public void Dispose() => _socket.Dispose();

    private BenchException Closed(nint result) => new(result < 0
        ? $"{_clientId}: {Marshal.GetLastPInvokeErrorMessage()}"
        : $"{_clientId}: the server closed the connection");
}
