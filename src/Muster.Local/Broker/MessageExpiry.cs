using MQTTnet;
using MQTTnet.Packets;

namespace Muster.Local.Broker;

/// <summary>
/// MQTT 5's message expiry interval (section 3.3.2.3.3), which the library leaves to others. Within the broker the field holds
/// the time at which the message expires, in seconds since 1970: so it survives queues and sessions.
/// </summary>
internal static class MessageExpiry
{
    /// <summary>Makes the interval of a message that comes in the time of its end.</summary>
    public static void Fix(MqttApplicationMessage message, TimeProvider clock)
    {
        if (message.MessageExpiryInterval != 0)
        {
            message.MessageExpiryInterval = (uint)Math.Min(Now(clock) + message.MessageExpiryInterval, uint.MaxValue);
        }
    }

    /// <summary>What is left of it, in seconds; 0 when it never expires, none when it has expired.</summary>
    public static uint? Left(MqttPublishPacket publish, TimeProvider clock)
    {
        var end = publish.MessageExpiryInterval;
        var now = Now(clock);
        return end == 0 ? 0 : end > now ? (uint)(end - now) : null;
    }

    private static long Now(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeSeconds();
}
