using Muster.Aws.Iot;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Lambda;

/// <summary>Where the fleet's state is, and the way to the robots.</summary>
/// <param name="Store">The store.</param>
/// <param name="Sender">The sender.</param>
/// <param name="Warm">Does beforehand what the first invocation would do otherwise; may be none.</param>
internal sealed record CloudParts(IFleetStore Store, ICommandSender Sender, Func<CancellationToken, ValueTask>? Warm = null) : IDisposable
{
    private IotDataSender? Iot => Sender as IotDataSender;

    /// <summary>How many messages could not be sent so far.</summary>
    public long NotSent => Iot?.NotSent ?? 0;

    /// <summary>Does beforehand what the first invocation would do otherwise.</summary>
    public ValueTask WarmAsync(CancellationToken cancellationToken) => Warm?.Invoke(cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>Waits until no message is on its way: after the answer the environment is frozen.</summary>
    public ValueTask FlushAsync() => Iot?.FlushAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => Iot?.Dispose();
}
