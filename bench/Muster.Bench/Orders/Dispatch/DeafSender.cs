using Muster.Fleet.Messages;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>Takes messages, which are made and serialised as ever, and drops them.</summary>
internal sealed class DeafSender : ICommandSender
{
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
