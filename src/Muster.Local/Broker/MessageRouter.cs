using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Muster.Fleet.Messages;

namespace Muster.Local.Broker;

/// <summary>
/// Delivers messages to subscribers, one after the other, so that each sees a topic's messages in their order. The fleet's
/// own messages come this way too.
/// </summary>
internal sealed partial class MessageRouter(SubscriptionIndex index, BrokerMetrics metrics, MessageExpiry expiry, ILogger log) : ICommandSender, IDisposable
{
    private readonly Channel<RoutedMessage> _queue = Channel.CreateBounded<RoutedMessage>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly SemaphoreSlim _delivery = new(1, 1);
    private readonly NewestVersions _versions = new();

    /// <inheritdoc/>
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        if (message.Expires <= TimeSpan.Zero)
        {
            metrics.Expired();
            return ValueTask.CompletedTask;
        }

        var mqtt = new MqttApplicationMessage
        {
            Topic = message.Topic,
            Payload = new ReadOnlySequence<byte>(message.Payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            Retain = message.Retain,
            ContentType = "application/json",
            CorrelationData = message.CorrelationData.IsEmpty ? null : message.CorrelationData.ToArray(),
            MessageExpiryInterval = message.Expires is { } expires ? MessageExpiry.Seconds(expires) : 0,
        };
        return RouteAsync(new RoutedMessage(mqtt, SenderId: null, message.Version), cancellationToken);
    }

    /// <summary>Queues a message; waits while the queue is full, so that publishers feel it.</summary>
    public ValueTask RouteAsync(in RoutedMessage routed, CancellationToken cancellationToken)
    {
        expiry.Fix(routed.Message);
        return _queue.Writer.TryWrite(routed) ? ValueTask.CompletedTask : WaitAndRouteAsync(routed, cancellationToken);
    }

    /// <summary>
    /// Stops deliveries until <see cref="Resume"/>: while the library answers a SUBSCRIBE it sends the retained messages
    /// that it saw at the start, and a newer one that overtook them would be followed by an older one.
    /// </summary>
    public Task PauseAsync() => _delivery.WaitAsync();

    /// <summary>Deliveries go on.</summary>
    public void Resume() => _delivery.Release();

    /// <summary>Delivers until the queue is closed and empty.</summary>
    public async Task RunAsync(MqttServer server)
    {
        await foreach (var routed in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (routed.Version is { } version && !_versions.IsNewest(routed.Message.Topic, version))
            {
                continue;
            }

            await _delivery.WaitAsync().ConfigureAwait(false);
            try
            {
                if (routed.Message.Retain)
                {
                    await RetainAsync(server, routed).ConfigureAwait(false);
                }

                Deliver(routed);
            }
            catch (Exception e)
            {
                // One message that can't be delivered must not end the deliveries.
                LogDeliveryFailed(routed.Message.Topic, e);
            }
            finally
            {
                _delivery.Release();
            }
        }
    }

    /// <summary>No more messages: what is queued is still delivered.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose() => _delivery.Dispose();

    private static async Task RetainAsync(MqttServer server, RoutedMessage routed)
    {
        // With the same payload the library would keep the old message, and its expiry with it.
        if (routed.SenderId is not null || routed.Message.MessageExpiryInterval != 0)
        {
            await server.UpdateRetainedMessageAsync(new MqttApplicationMessage { Topic = routed.Message.Topic }).ConfigureAwait(false);
        }

        await server.UpdateRetainedMessageAsync(routed.Message).ConfigureAwait(false);
    }

    private async ValueTask WaitAndRouteAsync(RoutedMessage routed, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(routed, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The broker is on its way down, and its subscribers with it; what the message changed is stored.
        }
    }

    private void Deliver(in RoutedMessage routed)
    {
        var matches = index.Match(routed.Message.Topic);
        if (matches.Count == 0)
        {
            return;
        }

        // A session with several matching subscriptions gets the message once (MQTT 5, section 3.3.4).
        foreach (var bySession in matches.GroupBy(s => s.Session))
        {
            Deliver(routed, bySession.Key, [.. bySession]);
        }
    }

    private void Deliver(in RoutedMessage routed, ClientSession session, List<Subscription> subscriptions)
    {
        if (routed.SenderId == session.ClientId)
        {
            subscriptions.RemoveAll(s => s.NoLocal);
        }

        if (subscriptions.Count == 0 || session.Queue is null)
        {
            return;
        }

        var message = routed.Message;
        var granted = subscriptions.Max(s => s.QualityOfService);
        var copy = new MqttApplicationMessage
        {
            Topic = message.Topic,
            Payload = message.Payload,
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)Math.Min(granted, (int)message.QualityOfServiceLevel),
            Retain = message.Retain && subscriptions.Any(s => s.RetainAsPublished),
            ContentType = message.ContentType,
            CorrelationData = message.CorrelationData,
            MessageExpiryInterval = message.MessageExpiryInterval,
            PayloadFormatIndicator = message.PayloadFormatIndicator,
            ResponseTopic = message.ResponseTopic,
            UserProperties = message.UserProperties,
            SubscriptionIdentifiers = [.. subscriptions.Select(s => s.Identifier).Where(i => i != 0)],
        };
        var lasting = copy.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        if (session.TryReserve((int)copy.Payload.Length, lasting))
        {
            session.Queue.TryEnqueueApplicationMessage(copy, out _);
        }
        else
        {
            metrics.Dropped();
        }
    }
}
