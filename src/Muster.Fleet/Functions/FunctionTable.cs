using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>The functions by name: what a host runs in process, and what the bootstrap picks from in the cloud.</summary>
public static class FunctionTable
{
    /// <summary>All functions, over the given ports.</summary>
    public static IReadOnlyDictionary<string, FleetFunction> Create(IFleetStore store, ICommandSender sender, TimeProvider clock) =>
        new Dictionary<string, FleetFunction>(StringComparer.Ordinal)
        {
            [UpdateStatus.Name] = new UpdateStatus(store, sender, clock).HandleAsync,
            [Presence.Name] = new Presence(store, sender).HandleAsync,
        };
}
