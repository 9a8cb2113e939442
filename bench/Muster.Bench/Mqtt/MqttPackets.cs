using System.Buffers.Binary;
using System.Text;

namespace Muster.Bench.Mqtt;

/// <summary>The MQTT 3.1.1 packets that a robot sends, built once and before anything is measured.</summary>
internal static class MqttPackets
{
    internal static ReadOnlySpan<byte> Disconnect => [0xE0, 0];

    internal static byte[] Connect(string clientId, ushort keepAliveSeconds)
    {
        const byte protocolLevel = 4, cleanSession = 2;
        return Packet(0x10, [.. Text("MQTT"), protocolLevel, cleanSession, .. Number(keepAliveSeconds), .. Text(clientId)]);
    }

    internal static byte[] Subscribe(ushort packetId, params ReadOnlySpan<string> filters)
    {
        List<byte> body = [.. Number(packetId)];
        foreach (var filter in filters)
        {
            body.AddRange([.. Text(filter), 1]);
        }

        return Packet(0x82, body);
    }

    /// <summary>A QoS 1 publish with packet identifier 0, to be filled in at <paramref name="packetIdOffset"/>.</summary>
    internal static byte[] Publish(string topic, ReadOnlySpan<byte> payload, out int packetIdOffset)
    {
        var packet = Packet(0x32, [.. Text(topic), 0, 0, .. payload]);
        packetIdOffset = packet.Length - payload.Length - 2;
        return packet;
    }

    private static byte[] Packet(byte header, List<byte> body)
    {
        List<byte> packet = [header];
        var remaining = body.Count;
        for (; remaining >= 0x80; remaining >>= 7)
        {
            packet.Add((byte)(remaining | 0x80));
        }

        return [.. packet, (byte)remaining, .. body];
    }

    private static byte[] Text(string text) => [.. Number((ushort)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }
}
