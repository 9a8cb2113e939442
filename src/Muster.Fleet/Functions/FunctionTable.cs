using Muster.Fleet.Operations;

namespace Muster.Fleet.Functions;

/// <summary>The functions by name: what a host runs in process, and what the bootstrap picks from in the cloud.</summary>
public static class FunctionTable
{
    /// <summary>All functions.</summary>
    /// <param name="fleet">What they work with.</param>
    /// <param name="steward">Does what changes ask for.</param>
    /// <param name="notify">Sends what others are to be told by HTTP.</param>
    public static IReadOnlyDictionary<string, FleetFunction> Create(FleetContext fleet, Steward steward, Notify notify) =>
        new Dictionary<string, FleetFunction>(StringComparer.Ordinal)
        {
            [UpdateStatus.Name] = new UpdateStatus(fleet, steward).HandleAsync,
            [Presence.Name] = new Presence(fleet, steward).HandleAsync,
            [TrackOrder.Name] = new TrackOrder(fleet, steward).HandleAsync,
            [PlaceOrder.Name] = new PlaceOrder(fleet, new OrderDesk(fleet, steward)).HandleAsync,
            [Sweep.Name] = new Sweep(fleet, steward).HandleAsync,
            [Notify.Name] = notify.HandleAsync,
        };
}
