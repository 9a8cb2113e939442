using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>Takes what a function under test sends, and keeps it to be shown.</summary>
internal sealed class SentMessages : ICommandSender
{
    private readonly Lock _gate = new();
    private List<OutboundMessage> _messages = [];

    /// <inheritdoc/>
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What came since the last time.</summary>
    public IReadOnlyList<OutboundMessage> Take()
    {
        lock (_gate)
        {
            (var taken, _messages) = (_messages, []);
            return taken;
        }
    }
}
