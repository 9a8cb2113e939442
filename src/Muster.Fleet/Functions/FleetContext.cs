using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>What functions work with.</summary>
/// <param name="Store">Where the fleet's state is.</param>
/// <param name="Sender">The way to the robots and to those who watch.</param>
/// <param name="Settings">The fleet's settings.</param>
/// <param name="Clock">The time.</param>
/// <param name="Random">Makes the ids of orders.</param>
public sealed record FleetContext(IFleetStore Store, ICommandSender Sender, FleetSettings Settings, TimeProvider Clock, Random Random)
{
    /// <summary>The time in whole milliseconds, as fine as it is kept (UTC).</summary>
    public DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>A new order's id: a UUID of version 7 (RFC 9562, section 5.7).</summary>
    public string NewId(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (Random)
        {
            Random.NextBytes(bytes[6..]);
        }

        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--)
        {
            bytes[i] = (byte)milliseconds;
            milliseconds >>= 8;
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
