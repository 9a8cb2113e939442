namespace Muster.Bench.Mqtt;

/// <summary>One MQTT control packet in a received buffer.</summary>
internal readonly ref struct MqttFrame
{
    internal const byte ConnAck = 0x20;
    internal const byte Publish = 0x30;
    internal const byte PubAck = 0x40;
    internal const byte SubAck = 0x90;

    private readonly byte _header;

    private MqttFrame(byte header, ReadOnlySpan<byte> body, int length)
    {
        _header = header;
        Body = body;
        Length = length;
    }

    /// <summary>The packet type in the upper four bits, as in the constants.</summary>
    internal byte Type => (byte)(_header & 0xF0);

    internal int QualityOfService => (_header >> 1) & 3;

    /// <summary>Everything after the fixed header.</summary>
    internal ReadOnlySpan<byte> Body { get; }

    /// <summary>The whole packet, fixed header included.</summary>
    internal int Length { get; }

    /// <summary>False when the buffer does not hold a whole packet yet.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> data, out MqttFrame frame)
    {
        frame = default;
        // Section 2.2.3: the remaining length takes one to four bytes, seven bits each, lowest first.
        for (int i = 1, remaining = 0; i < data.Length; i++)
        {
            if (i > 4)
            {
                throw new BenchException("the server sent a malformed packet length");
            }

            remaining |= (data[i] & 0x7F) << (7 * (i - 1));
            if (data[i] < 0x80)
            {
                var length = i + 1 + remaining;
                if (data.Length < length)
                {
                    return false;
                }

                frame = new MqttFrame(data[0], data[(i + 1)..length], length);
                return true;
            }
        }

        return false;
    }
}
