using Muster.Aws.Store;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Hosting.Stores;

/// <summary>
/// The way to the robots where several processes share one store: by this process's broker, and what is for a robot that is
/// not connected here, by the store to the process where it is. Nothing depends on its arrival: the sweep sends again.
/// </summary>
/// <param name="broker">This process's broker.</param>
/// <param name="store">The store that is shared.</param>
/// <param name="log">Told of what could not be passed on.</param>
internal sealed partial class SharedSender(ICommandSender broker, DynamoFleetStore store, ILogger log) : ICommandSender
{
    /// <summary>
    /// Whether a client that is connected here is subscribed to a topic; set before the first message is sent. One that is away
    /// may be at another process by now: its session here gets the message too, and a robot knows a command by its id.
    /// </summary>
    public Func<string, bool> HasSubscribers { get; set; } = _ => true;

    /// <inheritdoc/>
    public async ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        await broker.SendAsync(message, cancellationToken);
        if (!message.Topic.StartsWith("robots/", StringComparison.Ordinal) || HasSubscribers(message.Topic))
        {
            return;
        }

        try
        {
            await store.PassOnAsync(message, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // What led to it is committed: the caller must not be told that it failed.
            LogNotPassedOn(message.Topic, e.Message);
        }
    }

    [LoggerMessage(411, LogLevel.Warning, "A message on {Topic} could not be passed on to other processes: {Problem}")]
    private partial void LogNotPassedOn(string topic, string problem);
}
