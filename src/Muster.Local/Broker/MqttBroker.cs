using System.Buffers;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;
using Muster.Local.Rules;
using Muster.Local.Store;

namespace Muster.Local.Broker;

/// <summary>
/// The embedded broker: MQTT 3.1.1 and 5 on TCP and WebSocket, whose messages go through the rules to the functions.
/// </summary>
public sealed partial class MqttBroker : IAsyncDisposable
{
    /// <summary>The longest that a session outlives its connection, whatever the client asks for.</summary>
    public static readonly TimeSpan MaxSessionExpiry = TimeSpan.FromDays(1);

    private readonly SqliteFleetStore _store;
    private readonly SubscriptionIndex _index = new();
    private readonly ClientSessions _sessions;
    private readonly MessageRouter _router;
    private readonly BrokerContext _context;
    private readonly MqttListener _listener;
    private readonly MqttServer _server;
    private readonly Lock _stopGate = new();
    private ITimer? _expiry;
    private Task? _stopped;
    private Task _deliveries = Task.CompletedTask;

    /// <summary>Makes a broker.</summary>
    /// <param name="store">Where retained messages are kept; mostly the fleet's store too.</param>
    /// <param name="rules">What is done with which messages.</param>
    /// <param name="functions">Makes the functions, which send by this broker.</param>
    /// <param name="meters">Where it counts.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Makes client ids for clients that bring none.</param>
    /// <param name="log">Its log.</param>
    public MqttBroker(
        SqliteFleetStore store,
        RuleEngine rules,
        Func<ICommandSender, IReadOnlyDictionary<string, FleetFunction>> functions,
        IMeterFactory meters,
        TimeProvider clock,
        Random random,
        ILogger<MqttBroker> log)
    {
        _store = store;
        var metrics = new BrokerMetrics(meters);
        _sessions = new ClientSessions(_index);
        var expiry = new MessageExpiry(clock);
        _router = new MessageRouter(_index, metrics, expiry, log);
        Ingress = new Ingress(rules, store, _router, _index, metrics, clock, log);
        rules.Connect(functions(_router), Ingress.RepublishAsync);
        _context = new BrokerContext(Ingress, _router, _sessions, metrics, expiry, clock, random, log);
        _listener = new MqttListener(_context);
        var options = new MqttServerOptions
        {
            EnablePersistentSessions = true,
            DefaultCommunicationTimeout = TimeSpan.FromSeconds(10),

            // The edge holds the line before this one: see ClientSession.
            MaxPendingMessagesPerClient = 2 * ClientSession.MaxQueuedMessages,
            WriterBufferSize = 128,
        };
        _server = new MqttServer(options, [_listener], MqttNetNullLogger.Instance);
        _server.ValidatingConnectionAsync += AssignClientId;
        _server.InterceptingPublishAsync += TakeWill;
        _server.InterceptingSubscriptionAsync += Subscribe;
        _server.ClientUnsubscribedTopicAsync += Unsubscribe;
        _server.InterceptingClientEnqueueAsync += ReserveForRetained;
        _server.SessionDeletedAsync += e => Done(() => _sessions.Delete(e.Id));
        _server.LoadingRetainedMessageAsync += LoadRetained;
    }

    /// <summary>The way in for the HTTP API.</summary>
    internal Ingress Ingress { get; }

    /// <summary>Takes the port and starts to serve.</summary>
    /// <returns>Where it listens.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use, or the address is not this machine's.</exception>
    public async Task<IPEndPoint> StartAsync(IPEndPoint endPoint)
    {
        var bound = _listener.Bind(endPoint);
        await _server.StartAsync().ConfigureAwait(false);
        _deliveries = _router.RunAsync(_server);
        var minute = TimeSpan.FromMinutes(1);
        _expiry = _context.Clock.CreateTimer(_ => _ = ExpireSessionsAsync(), null, minute, minute);
        return bound;
    }

    /// <summary>Whether a client that is connected now is subscribed to <paramref name="topic"/>.</summary>
    public bool HasSubscribers(string topic) => _index.Match(topic).Any(s => s.Session.Connection is not null);

    /// <summary>Serves a client that came by WebSocket, until it is gone.</summary>
    public Task ServeAsync(WebSocket socket, EndPoint? remote, EndPoint? local, bool isSecure) =>
        _listener.ServeAsync(socket, remote, local, isSecure);

    /// <summary>A report by HTTP: the same way in as by MQTT.</summary>
    /// <param name="robot">The robot's name.</param>
    /// <param name="payload">The report, UTF-8 JSON.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StoreUnavailableException">Nothing was written, or not what a rule of the configuration was to do with it.</exception>
    public ValueTask<FunctionOutcome> ReportStatusAsync(string robot, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        TakeAsync(Ingress.Prepare(Topics.Status(robot)), payload, cancellationToken);

    /// <summary>A report by HTTP that is refused before it is read: told and counted as others.</summary>
    /// <param name="robot">The robot's name.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public ValueTask<FunctionOutcome> RefuseStatusAsync(string robot, Refusal refusal, CancellationToken cancellationToken) =>
        TakeAsync(Ingress.Refuse(Topics.Status(robot), refusal), ReadOnlyMemory<byte>.Empty, cancellationToken);

    /// <summary>Closes all connections and stops. Robots keep their status: it is not they who are gone.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_stopGate)
        {
            return new ValueTask(_stopped ??= StopAsync());
        }
    }

    private async Task StopAsync()
    {
        _context.IsStopping = true;
        if (_expiry is not null)
        {
            await _expiry.DisposeAsync().ConfigureAwait(false);
        }

        _router.Complete();
        await _deliveries.ConfigureAwait(false);
        await _server.StopAsync(new MqttServerStopOptions
        {
            DefaultClientDisconnectOptions = new MqttServerClientDisconnectOptions { ReasonCode = MqttDisconnectReasonCode.ServerShuttingDown },
        }).ConfigureAwait(false);
        _server.Dispose();
        _router.Dispose();
    }

    /// <summary>How long a session outlives its connection: forever was asked for with MQTT 3.1.1's clean session 0.</summary>
    internal static TimeSpan SessionExpiry(MqttConnectPacket connect, bool isMqtt5)
    {
        if (!isMqtt5)
        {
            return connect.CleanSession ? TimeSpan.Zero : MaxSessionExpiry;
        }

        var asked = TimeSpan.FromSeconds(connect.SessionExpiryInterval);
        return asked < MaxSessionExpiry ? asked : MaxSessionExpiry;
    }

    private async ValueTask<FunctionOutcome> TakeAsync(PreparedTopic topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await Ingress.TakeAsync(new InboundMessage(topic, payload, ClientId: null), cancellationToken).ConfigureAwait(false);
            Ingress.Note(outcome, topic.Name.Value, clientId: null);
            return outcome;
        }
        catch (ActionsNotStoredException e)
        {
            Ingress.NoteFailure(e, topic.Name.Value, clientId: null);
            throw new StoreUnavailableException(e.Message, e);
        }
        catch (Exception e)
        {
            Ingress.NoteFailure(e, topic.Name.Value, clientId: null);
            throw;
        }
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private Task AssignClientId(ValidatingConnectionEventArgs e)
    {
        if (string.IsNullOrEmpty(e.ClientId) && e.ProtocolVersion == MQTTnet.Formatter.MqttProtocolVersion.V500)
        {
            e.AssignedClientIdentifier = _context.NewClientId();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Only last wills come this way: what clients publish is taken in by their connections. A client that is back on a new
    /// connection is not gone, so the will of its old one stays unsaid.
    /// </summary>
    private async Task TakeWill(InterceptingPublishEventArgs e)
    {
        e.ProcessPublish = false;
        if (_context.IsStopping || _sessions.Find(e.ClientId)?.Connection is { IsTakenOver: true })
        {
            return;
        }

        var will = e.ApplicationMessage;
        try
        {
            var message = new InboundMessage(
                Ingress.Prepare(will.Topic), will.Payload.ToArray(), e.ClientId, (int)will.QualityOfServiceLevel, will.Retain, will);
            Ingress.Note(await Ingress.TakeAsync(message, CancellationToken.None).ConfigureAwait(false), will.Topic, e.ClientId);
        }
        catch (Exception failure)
        {
            Ingress.NoteFailure(failure, will.Topic, e.ClientId);
        }
    }

    private Task Subscribe(InterceptingSubscriptionEventArgs e)
    {
        var filter = e.TopicFilter;
        if (TopicFilter.Check(filter.Topic) is { } mistake)
        {
            e.Response.ReasonCode = MqttSubscribeReasonCode.TopicFilterInvalid;
            e.ReasonString = $"'{filter.Topic}' is no topic filter: {mistake}";
            e.ProcessSubscription = false;
        }
        else if (_sessions.Find(e.ClientId) is { } session)
        {
            if (session.Filters.Count >= ClientSession.MaxSubscriptions && !session.Filters.Contains(filter.Topic))
            {
                e.Response.ReasonCode = MqttSubscribeReasonCode.QuotaExceeded;
                e.ReasonString = $"a client has at most {ClientSession.MaxSubscriptions} subscriptions";
                e.ProcessSubscription = false;
                return Task.CompletedTask;
            }

            session.Queue = e.Session;
            _index.Add(new Subscription(session, filter.Topic, (int)filter.QualityOfServiceLevel, filter.NoLocal, filter.RetainAsPublished, session.SubscriptionIdentifier));
        }

        return Task.CompletedTask;
    }

    private Task Unsubscribe(ClientUnsubscribedTopicEventArgs e)
    {
        if (_sessions.Find(e.ClientId) is { } session)
        {
            _index.Remove(session, e.TopicFilter);
        }

        return Task.CompletedTask;
    }

    /// <summary>Retained messages are queued by the library, at a SUBSCRIBE; they take the same room as others.</summary>
    private Task ReserveForRetained(InterceptingClientApplicationMessageEnqueueEventArgs e)
    {
        var lasting = e.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        if (_context.Expiry.HasPassed(e.ApplicationMessage.MessageExpiryInterval))
        {
            // As if nothing were retained on the topic any more (MQTT 5, section 3.3.1.3).
            e.AcceptEnqueue = false;
            return Task.CompletedTask;
        }

        e.AcceptEnqueue = _sessions.Find(e.ReceiverClientId)?.TryReserve((int)e.ApplicationMessage.Payload.Length, lasting) ?? false;
        if (!e.AcceptEnqueue)
        {
            _context.Metrics.Dropped();
        }

        return Task.CompletedTask;
    }

    /// <summary>What clients asked to be kept comes from the store as it was; the fleet's own is made anew from its state.</summary>
    private async Task LoadRetained(LoadingRetainedMessagesEventArgs e)
    {
        var now = _context.Clock.GetUtcNow();
        foreach (var kept in _store.ReadRetained().Where(k => k.ExpiresAt is null || k.ExpiresAt > now))
        {
            var message = Retained(kept.Topic, kept.Payload, kept.QualityOfService);
            message.MessageExpiryInterval = kept.ExpiresAt is { } end ? MessageExpiry.Seconds(end - now) : 0;
            _context.Expiry.Fix(message);
            e.LoadedRetainedMessages.Add(message);
        }

        var query = new RobotQuery(Limit: RobotQuery.MaxLimit);
        while (true)
        {
            var page = await _store.ListRobotsAsync(query, CancellationToken.None).ConfigureAwait(false);
            foreach (var robot in page.Items)
            {
                var message = FleetMessages.RobotChanged(robot);
                e.LoadedRetainedMessages.Add(Retained(message.Topic, message.Payload, qualityOfService: 1));
            }

            if (page.Next is null)
            {
                return;
            }

            query = query with { After = page.Next };
        }
    }

    private static MqttApplicationMessage Retained(string topic, ReadOnlyMemory<byte> payload, int qualityOfService) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)qualityOfService,
        Retain = true,
    };

    private async Task ExpireSessionsAsync()
    {
        foreach (var session in _sessions.Expired(_context.Clock.GetUtcNow()))
        {
            try
            {
                var status = await _server.GetSessionAsync(session.ClientId).ConfigureAwait(false);
                await status.DeleteAsync().ConfigureAwait(false);
            }
            catch (InvalidOperationException)
            {
                // The library has let go of it already.
                _sessions.Delete(session.ClientId);
            }
        }
    }
}
