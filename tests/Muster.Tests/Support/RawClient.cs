using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Muster.Tests.Support;

/// <summary>A client that sends just the bytes it is told to, for what a proper library would not do.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };

    public RawClient(int port, string clientId, byte flags = 2, ushort keepAlive = 0, bool connect = true)
    {
        _socket.Connect(IPAddress.Loopback, port);
        if (connect)
        {
            Send(Packet(0x10, [.. Text("MQTT"), 4, flags, (byte)(keepAlive >> 8), (byte)keepAlive, .. Text(clientId)]));
        }
    }

    public void Send(byte[] bytes) => _socket.Send(bytes);

    public void Publish(string topic, string payload, ushort id, int qos = 1, bool dup = false) =>
        Send(PublishPacket(topic, payload, id, qos, dup));

    public static byte[] PublishPacket(string topic, string payload, ushort id, int qos = 1, bool dup = false) =>
        Packet((byte)(0x30 | (qos << 1) | (dup ? 8 : 0)), [.. Text(topic), .. (qos > 0 ? new[] { (byte)(id >> 8), (byte)id } : []), .. Encoding.UTF8.GetBytes(payload)]);

    public void Subscribe(string filter, byte qos) => Send(Packet(0x82, [0, 1, .. Text(filter), qos]));

    /// <summary>The next packet: its first byte and its body; null when the other side closed.</summary>
    public (byte Header, byte[] Body)? Read()
    {
        var first = ReadExactly(1);
        if (first is null)
        {
            return null;
        }

        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = ReadExactly(1)![0];
            length |= (b & 0x7f) << shift;
            if (b < 0x80)
            {
                return (first[0], ReadExactly(length)!);
            }
        }
    }

    public void Abort()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    public static byte[] Packet(byte header, byte[] body)
    {
        var length = new List<byte>();
        var rest = body.Length;
        do
        {
            length.Add((byte)(rest % 128 | (rest >= 128 ? 0x80 : 0)));
            rest /= 128;
        }
        while (rest > 0);

        return [header, .. length, .. body];
    }

    private static byte[] Text(string text) => [(byte)(Encoding.UTF8.GetByteCount(text) >> 8), (byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];

    private byte[]? ReadExactly(int count)
    {
        var bytes = new byte[count];
        try
        {
            for (var have = 0; have < count;)
            {
                var got = _socket.Receive(bytes, have, count - have, SocketFlags.None);
                if (got == 0)
                {
                    return null;
                }

                have += got;
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            return null;
        }

        return bytes;
    }
}
