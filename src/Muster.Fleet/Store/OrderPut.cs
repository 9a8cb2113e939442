using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Store;

/// <summary>An order to write, if nobody else wrote it meanwhile. A new one is also lost when its key is taken.</summary>
/// <param name="Order">The order as it shall be.</param>
/// <param name="ExpectedVersion">The version that it must still have; 0 when it must not exist yet.</param>
/// <param name="Event">The entry for its history; none when there is none.</param>
public sealed record OrderPut(Order Order, long ExpectedVersion, OrderEvent? Event)
{
    private OutboundMessage? _said;

    /// <summary>What is said of it on <c>fleet/orders/{id}</c> and in the feed: written once, for both.</summary>
    public OutboundMessage Said => _said ??= FleetMessages.OrderChanged(Order);

    /// <summary>Whether nothing that others see is different: it is in no feed, and nobody is told.</summary>
    public bool IsSilent { get; init; }
}
