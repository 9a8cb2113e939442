using Muster.Fleet.Messages;

namespace Muster.Lambda;

/// <summary>Sends nothing: for test events without robots (<c>MUSTER_IOT_ENDPOINT=none</c>).</summary>
internal sealed class SilentSender : ICommandSender
{
    /// <inheritdoc/>
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
