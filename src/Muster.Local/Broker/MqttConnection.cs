using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using Muster.Fleet.Messages;

namespace Muster.Local.Broker;

/// <summary>
/// One client's connection, as the MQTT library's channel. What a client publishes is taken in here and acknowledged after
/// its commit; the library gets the rest: CONNECT, subscriptions, and the other side of what is delivered to the client.
/// </summary>
internal sealed partial class MqttConnection : IMqttChannelAdapter
{
    private readonly Transport _transport;
    private readonly BrokerContext _broker;
    private readonly ConnectionOutput _output;
    private readonly AcknowledgementQueue _acknowledgements;
    private readonly DeliveryWindow _window = new();
    private readonly Lock _encoding = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _clientId = "";
    private ClientSession? _session;
    private LifecycleEvent? _lifecycle;
    private string? _disconnectReason;
    private TimeSpan _keepAlive;
    private long _lastReceived;
    private bool _isReading = true;
    private bool _deliveriesPaused;
    private bool _wantsReasons = true;
    private TimeSpan _sessionExpiry;

    public MqttConnection(Transport transport, BrokerContext broker)
    {
        _transport = transport;
        _broker = broker;
        _output = new ConnectionOutput(transport);
        _acknowledgements = new AcknowledgementQueue(Acknowledge);
        _lastReceived = broker.Clock.GetTimestamp();
        PacketFormatterAdapter = new MqttPacketFormatterAdapter(new MqttBufferWriter(128, 4096));
    }

    /// <inheritdoc/>
    public long BytesReceived { get; private set; }

    /// <inheritdoc/>
    public long BytesSent { get; private set; }

    /// <inheritdoc/>
    public X509Certificate2? ClientCertificate => null;

    /// <inheritdoc/>
    public EndPoint? RemoteEndPoint => _transport.RemoteEndPoint;

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _transport.LocalEndPoint;

    /// <inheritdoc/>
    public bool IsSecureConnection => _transport.IsSecure;

    /// <inheritdoc/>
    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; }

    /// <summary>Ends when the connection is over and the library has let go of it.</summary>
    public Task Ended => _ended.Task;

    private bool IsMqtt5 => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    /// <inheritdoc/>
    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _output.DrainAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It does not take what is left: it goes without.
        }

        _transport.Shutdown();
    }

    /// <inheritdoc/>
    public void ResetStatistics() => BytesReceived = BytesSent = 0;

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <summary>Whether another connection took over the client id.</summary>
    public bool IsTakenOver => _disconnectReason == DisconnectReason.DuplicateClientId;

    /// <summary>Another connection takes over the client id: this one is closed (MQTT 5, section 3.1.4).</summary>
    public void TakeOver() => Close(ReasonCodes.SessionTakenOver, DisconnectReason.DuplicateClientId);

    /// <summary>Closes a connection that was silent for one and a half times its keep-alive (MQTT 5, section 3.1.2.10).</summary>
    public void CheckKeepAlive()
    {
        if (_keepAlive > TimeSpan.Zero && _broker.Clock.GetElapsedTime(_lastReceived) > _keepAlive * 1.5)
        {
            Close(ReasonCodes.KeepAliveTimeout, DisconnectReason.KeepAliveTimeout);
        }
    }

    /// <summary>Closes the connection from this side.</summary>
    public void Close(byte reasonCode, string disconnectReason)
    {
        if (Interlocked.CompareExchange(ref _disconnectReason, disconnectReason, null) is not null)
        {
            return;
        }

        if (IsMqtt5 && _session is not null)
        {
            _output.Write([MqttFrame.Disconnect << 4, 2, reasonCode, 0]);
        }

        _output.Flush();
        if (_output.IsIdle)
        {
            _transport.Shutdown();
        }
        else
        {
            _ = DrainAndShutdownAsync();
        }
    }

    /// <summary>What is on its way leaves first, so that the client reads why; who does not read does without.</summary>
    private async Task DrainAndShutdownAsync()
    {
        await _output.DrainAsync().AsTask()
            .WaitAsync(TimeSpan.FromSeconds(2), _broker.Clock)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transport.Shutdown();
    }

    /// <summary>The library has let go: says that the client is gone, once what it published is done.</summary>
    public async Task EndAsync()
    {
        ResumeDeliveries();
        await _acknowledgements.WhenEmptyAsync().ConfigureAwait(false);
        if (_session is { } session && _lifecycle is { } connected)
        {
            var now = _broker.Clock.GetUtcNow();
            if (session.Connection == this)
            {
                session.Connection = null;
                session.DisconnectedAt = now;
            }

            _broker.Metrics.Disconnected();
            if (!_broker.IsStopping)
            {
                var reason = _disconnectReason ?? DisconnectReason.ConnectionLost;
                await RaiseAsync(connected with
                {
                    Timestamp = now.ToUnixTimeMilliseconds(),
                    EventType = "disconnected",
                    ClientInitiatedDisconnect = reason == DisconnectReason.ClientInitiated,
                    DisconnectReason = reason,
                    IpAddress = null,
                }).ConfigureAwait(false);
            }
        }

        _transport.Dispose();
        _broker.Sessions.Disown(_clientId, this);
        _ended.SetResult();
    }

    private async Task RaiseAsync(LifecycleEvent lifecycle)
    {
        // As in AWS IoT Core, a client id that would not make a topic gets no events.
        if (_clientId.AsSpan().ContainsAny('+', '#', '\0'))
        {
            return;
        }

        var topic = lifecycle.EventType == "connected" ? Topics.Connected(_clientId) : Topics.Disconnected(_clientId);
        var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(lifecycle, FleetJson.Default.LifecycleEvent);
        await _broker.Ingress.RaiseAsync(topic, payload).ConfigureAwait(false);
    }

    private void ResumeDeliveries()
    {
        if (_deliveriesPaused)
        {
            _deliveriesPaused = false;
            _broker.Router.Resume();
        }
    }
}
