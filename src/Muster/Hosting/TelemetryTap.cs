using Muster.Fleet.Messages;

namespace Muster.Hosting;

/// <summary>The way to the broker, with an ear for telemetry: live pages want to see robots move, and no store keeps that.</summary>
/// <param name="sender">The broker's.</param>
internal sealed class TelemetryTap(ICommandSender sender) : ICommandSender
{
    /// <summary>Telemetry went out. Called on the sender's thread: take it and go.</summary>
    public event Action<OutboundMessage>? Heard;

    /// <inheritdoc/>
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        if (message.IsTelemetry)
        {
            Heard?.Invoke(message);
        }

        return sender.SendAsync(message, cancellationToken);
    }
}
