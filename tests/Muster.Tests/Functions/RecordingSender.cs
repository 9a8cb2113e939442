using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Tests.Functions;

/// <summary>Keeps what was sent, in order.</summary>
internal sealed class RecordingSender : ICommandSender
{
    public List<OutboundMessage> Sent { get; } = [];

    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        return ValueTask.CompletedTask;
    }

    /// <summary>The one message that was sent, its payload as JSON.</summary>
    public (OutboundMessage Message, JsonElement Json) Single()
    {
        var message = Assert.Single(Sent);
        return (message, JsonDocument.Parse(message.Payload).RootElement);
    }
}
