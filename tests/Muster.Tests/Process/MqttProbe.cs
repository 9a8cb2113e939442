using System.Net;
using System.Net.Sockets;

namespace Muster.Tests.Processes;

/// <summary>A packet that was read.</summary>
/// <param name="Type">Its type (MQTT 5, section 2.1.2).</param>
/// <param name="Body">All after the fixed header.</param>
internal readonly record struct ProbePacket(int Type, byte[] Body)
{
    /// <summary>The packet identifier of an acknowledgement.</summary>
    public int Id => (Body[0] << 8) | Body[1];
}

/// <summary>A bare MQTT client for tests that must know exactly what was sent, and what was acknowledged.</summary>
internal sealed class MqttProbe : IDisposable
{
    private readonly Socket _socket;
    private readonly byte _version;
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    private MqttProbe(Socket socket, byte version)
    {
        _socket = socket;
        _version = version;
    }

    /// <summary>Connects, and waits for the broker's yes.</summary>
    /// <param name="port">The broker's port.</param>
    /// <param name="clientId">The client id.</param>
    /// <param name="version">4 for MQTT 3.1.1, 5 for 5.</param>
    /// <param name="will">The last will; none by default.</param>
    /// <exception cref="IOException">The broker was gone, or said no.</exception>
    public static async Task<MqttProbe> ConnectAsync(int port, string clientId, byte version = 4, (string Topic, string Payload)? will = null)
    {
        var probe = new MqttProbe(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, version);
        try
        {
            await probe._socket.ConnectAsync(IPAddress.Loopback, port);
            await probe.SendAsync(ProbePackets.ConnectPacket(version, clientId, keepAlive: 600, will));
            var answer = await probe.ReadAsync();
            return answer is { Type: ProbePackets.ConnAck, Body: [_, 0, ..] } ? probe : throw new IOException($"no CONNACK with success: {answer}");
        }
        catch (Exception e)
        {
            probe.Dispose();
            throw e is SocketException ? new IOException(e.Message, e) : e;
        }
    }

    /// <summary>Publishes at QoS 1 and waits for the answer.</summary>
    /// <returns>Whether it was acknowledged; false when the connection was closed instead.</returns>
    public async Task<bool> PublishAsync(string topic, string payload, ushort id)
    {
        try
        {
            await SendAsync(ProbePackets.PublishPacket(_version, topic, payload, id));
            return await ReadAsync() is { Type: ProbePackets.PubAck } answer && answer.Id == id;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <exception cref="IOException">The connection has ended.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes)..];
            }
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>The next packet that is here already.</summary>
    public bool TryRead(out ProbePacket packet)
    {
        packet = default;
        var length = 0;
        var at = _start + 1;
        for (var shift = 0; ; shift += 7, at++)
        {
            if (at >= _end)
            {
                return false;
            }

            length |= (_buffer[at] & 0x7f) << shift;
            if (_buffer[at] < 0x80)
            {
                break;
            }
        }

        if (at + 1 + length > _end)
        {
            return false;
        }

        packet = new ProbePacket(_buffer[_start] >> 4, _buffer[(at + 1)..(at + 1 + length)]);
        _start = at + 1 + length;
        return true;
    }

    /// <summary>The next packet; none when the connection has ended.</summary>
    public async Task<ProbePacket?> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        ProbePacket packet;
        while (!TryRead(out packet))
        {
            if (!await ReceiveAsync(deadline.Token))
            {
                return null;
            }
        }

        return packet;
    }

    /// <summary>Says goodbye and closes.</summary>
    public async Task DisconnectAsync()
    {
        await SendAsync(ProbePackets.DisconnectPacket());
        Dispose();
    }

    /// <summary>Closes without a word.</summary>
    public void Dispose() => _socket.Dispose();

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += count;
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
