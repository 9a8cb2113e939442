using System.Text;

namespace Muster.Tests.Processes;

/// <summary>MQTT packets as bytes, written down from the specification (3.1.1 and 5) and not with the broker's own code.</summary>
internal static class ProbePackets
{
    public const byte Connect = 1;
    public const byte ConnAck = 2;
    public const byte Publish = 3;
    public const byte PubAck = 4;
    public const byte Disconnect = 14;

    /// <summary>Section 3.1: a clean session, with a QoS 1 last will when there is one.</summary>
    public static byte[] ConnectPacket(byte version, string clientId, int keepAlive, (string Topic, string Payload)? will)
    {
        List<byte> body = [.. Text("MQTT"), version, (byte)(will is null ? 0x02 : 0x0E), .. Number(keepAlive), .. NoProperties(version), .. Text(clientId)];
        if (will is { } last)
        {
            body.AddRange([.. NoProperties(version), .. Text(last.Topic), .. Text(last.Payload)]);
        }

        return Packet(0x10, body);
    }

    /// <summary>Section 3.3: QoS 1.</summary>
    public static byte[] PublishPacket(byte version, string topic, string payload, ushort id) =>
        Packet(0x32, [.. Text(topic), .. Number(id), .. NoProperties(version), .. Encoding.UTF8.GetBytes(payload)]);

    /// <summary>Section 3.14: a clean end, so that there is no last will.</summary>
    public static byte[] DisconnectPacket() => [0xE0, 0];

    private static byte[] NoProperties(byte version) => version == 5 ? [0] : [];

    private static byte[] Text(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Packet(byte header, List<byte> body)
    {
        List<byte> packet = [header];
        var length = body.Count;
        do
        {
            packet.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. packet, .. body];
    }
}
