namespace Muster.Local.Broker;

/// <summary>One MQTT control packet in the receive buffer (MQTT 5, section 2.1).</summary>
/// <param name="Header">The first byte: packet type and flags.</param>
/// <param name="BodyStart">Where what follows the fixed header begins, from the start of the packet.</param>
/// <param name="BodyLength">The Remaining Length.</param>
internal readonly record struct MqttFrame(byte Header, int BodyStart, int BodyLength)
{
    public const byte Connect = 1;
    public const byte Publish = 3;
    public const byte PubAck = 4;
    public const byte PubRec = 5;
    public const byte PubRel = 6;
    public const byte PubComp = 7;
    public const byte Subscribe = 8;
    public const byte PingReq = 12;
    public const byte Disconnect = 14;

    public int Type => Header >> 4;

    public int QualityOfService => (Header >> 1) & 3;

    public bool Retain => (Header & 1) != 0;

    public int TotalLength => BodyStart + BodyLength;

    /// <summary>Reads the fixed header.</summary>
    /// <param name="bytes">The buffer, from the start of a packet.</param>
    /// <param name="frame">The packet, whose body may not be there yet.</param>
    /// <returns>False when the header is not complete yet.</returns>
    /// <exception cref="ProtocolException">The Remaining Length has more than four bytes.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MqttFrame frame)
    {
        frame = default;
        if (bytes.Length < 2 || !TryReadVariable(bytes, 1, out var length, out var next))
        {
            return false;
        }

        frame = new MqttFrame(bytes[0], next, length);
        return true;
    }

    /// <summary>Reads a Variable Byte Integer (MQTT 5, section 1.5.5).</summary>
    public static bool TryReadVariable(ReadOnlySpan<byte> bytes, int start, out int value, out int next)
    {
        value = 0;
        next = start;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (next >= bytes.Length)
            {
                return false;
            }

            var b = bytes[next++];
            value |= (b & 0x7f) << shift;
            if ((b & 0x80) == 0)
            {
                return true;
            }
        }

        throw new ProtocolException("a variable byte integer has at most four bytes");
    }
}
