using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Tests.Cases;

/// <summary>Keeps what was sent, in order, from any thread; or loses it, as a process does that ends before it sends.</summary>
internal sealed class SentMessages : ICommandSender
{
    private readonly Lock _gate = new();
    private readonly List<OutboundMessage> _messages = [];

    /// <summary>Whether sending fails from now on: the process ended between its commit and this.</summary>
    public bool IsDown { get; set; }

    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new InvalidOperationException("the process ended before it sent this");
        }

        lock (_gate)
        {
            _messages.Add(message);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>All that was sent, oldest first.</summary>
    public IReadOnlyList<OutboundMessage> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>All that was sent to a topic, oldest first.</summary>
    public IReadOnlyList<OutboundMessage> To(string topic)
    {
        lock (_gate)
        {
            return [.. _messages.Where(m => m.Topic == topic)];
        }
    }

    /// <summary>The same as JSON.</summary>
    public IReadOnlyList<JsonElement> JsonTo(string topic) => [.. To(topic).Select(m => JsonDocument.Parse(m.Payload).RootElement)];

    public void Clear()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }
}
