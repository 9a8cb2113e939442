namespace Muster.Fleet.Messages;

/// <summary>
/// The way out: to the embedded broker on one machine, to AWS IoT Core's data plane in the cloud.
/// </summary>
public interface ICommandSender
{
    /// <summary>
    /// Hands a message over for delivery. Completes when it is queued, not when it is delivered; nothing may depend on
    /// its arrival (design.md section 2.3).
    /// </summary>
    /// <param name="message">What to send.</param>
    /// <param name="cancellationToken">Gives up waiting for room in the queue.</param>
    ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}
