using MQTTnet;
using MQTTnet.Packets;

namespace Muster.Local.Broker;

/// <summary>
/// MQTT 5's message expiry interval (section 3.3.2.3.3), which the library only hands on. Within the broker the field holds the
/// end of the interval, in tenths of a second since the broker started: so it survives queues and sessions, and a clock that is
/// set does not touch it.
/// </summary>
internal sealed class MessageExpiry(TimeProvider clock)
{
    /// <summary>Marks a packet that was dropped, as the library brings it again when its session is resumed. No interval ends so early.</summary>
    private const uint Dropped = 1;

    private readonly long _start = clock.GetTimestamp();

    /// <summary>Puts the end of its interval into a message that comes in.</summary>
    public void Fix(MqttApplicationMessage message)
    {
        if (message.MessageExpiryInterval != 0)
        {
            message.MessageExpiryInterval = (uint)Math.Min(Now() + (message.MessageExpiryInterval * 10L), uint.MaxValue);
        }
    }

    /// <summary><paramref name="time"/> as an interval: whole seconds, rounded up, at least 1.</summary>
    public static uint Seconds(TimeSpan time) => (uint)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, uint.MaxValue);

    /// <summary>Whether the interval that ends at <paramref name="end"/> has passed; that of 0 never does.</summary>
    public bool HasPassed(uint end) => end != 0 && Now() >= end;

    /// <summary>What is left of the interval that ends at <paramref name="end"/>, in seconds, at least 1; 0 when there is none.</summary>
    public uint Left(uint end) => end == 0 ? 0 : (uint)Math.Max(1, (end - Now() + 5) / 10);

    /// <summary>Notes that <paramref name="packet"/> is not delivered; false when that was noted before.</summary>
    public static bool TryDrop(MqttPublishPacket packet)
    {
        var isFirst = packet.MessageExpiryInterval != Dropped;
        packet.MessageExpiryInterval = Dropped;
        return isFirst;
    }

    private long Now() => (long)(clock.GetElapsedTime(_start).TotalSeconds * 10);
}
