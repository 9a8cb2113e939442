using Muster.Fleet.Store;

namespace Muster.Local.Rules;

/// <summary>What the actions of rules work with.</summary>
/// <param name="Store">Where webhooks wait until they are sent.</param>
/// <param name="Files">The files of rules, below the data folder.</param>
/// <param name="Clock">The time.</param>
/// <param name="Random">Makes the ids of webhooks and of <c>newuuid()</c>.</param>
public sealed record RuleEngineParts(IFleetStore Store, JsonLinesFiles Files, TimeProvider Clock, Random Random)
{
    /// <summary>
    /// Takes an event for one of the configuration's functions; durable when it returns. Throws <see cref="StoreUnavailableException"/> when
    /// it can't: the queue is full, or the disk. None where there are no such functions.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>, CancellationToken, ValueTask>? Invoke { get; init; }
}
