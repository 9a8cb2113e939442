using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Muster.Commands;

/// <summary>A connection to the broker by WebSocket, as MQTT 5; all its failures are <see cref="CommandException"/>s.</summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ServerUrl _server;
    private readonly TimeProvider _clock;
    private readonly IMqttClient _client;

    private BrokerConnection(ServerUrl server, TimeProvider clock, IMqttClient client)
    {
        _server = server;
        _clock = clock;
        _client = client;
    }

    /// <summary>Connects.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="clock">For the time-outs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="prepare">Sets the client up, before anything can come.</param>
    public static async Task<BrokerConnection> OpenAsync(
        ServerUrl server, TimeProvider clock, CancellationToken cancellationToken, Action<IMqttClient>? prepare = null)
    {
        var connection = new BrokerConnection(server, clock, new MqttClientFactory().CreateMqttClient());
        prepare?.Invoke(connection._client);
        try
        {
            await connection.ConnectAsync(cancellationToken);
            return connection;
        }
        catch
        {
            connection._client.Dispose();
            throw;
        }
    }

    /// <summary>Publishes, and waits for the acknowledgement that belongs to the message's QoS.</summary>
    /// <returns>Success, or that nobody subscribes.</returns>
    public async Task<MqttClientPublishReasonCode> PublishAsync(MqttApplicationMessage message, CancellationToken cancellationToken)
    {
        var isExactlyOnce = message.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce;
        var refusal = isExactlyOnce ? new ExactlyOnceRefusal(_client) : null;
        var result = await AskAsync(
            token => refusal is null ? _client.PublishAsync(message, token) : refusal.OrAsync(_client.PublishAsync(message, token)),
            cancellationToken);
        return result.IsSuccess ? result.ReasonCode : throw Refused("refused", result.ReasonCode.ToString(), (int)result.ReasonCode, result.ReasonString);
    }

    /// <summary>Subscribes at QoS 1.</summary>
    public async Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        var options = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce).Build();
        var result = await AskAsync(token => _client.SubscribeAsync(options, token), cancellationToken);
        if (result.Items.First().ResultCode is >= MqttClientSubscribeResultCode.UnspecifiedError and var code)
        {
            throw Refused($"the broker refused to subscribe to {filter}", code.ToString(), (int)code, result.ReasonString);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token);
            }
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
        {
            // It was over anyway.
        }

        _client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithWebSocketServer(SetUp)
            .WithClientId("") // The broker gives one that nobody else has.
            .WithCleanStart()
            .WithTimeout(Timeout)
            .Build();
        var result = await AskAsync(token => _client.ConnectAsync(options, token), cancellationToken);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw Refused($"the broker at {_server} refused the connection", result.ResultCode.ToString(), (int)result.ResultCode, result.ReasonString);
        }
    }

    private void SetUp(MqttClientWebSocketOptionsBuilder options)
    {
        options.WithUri(_server.Mqtt.AbsoluteUri);
        if (_server.Mqtt.IsLoopback)
        {
            // No proxy, as in FleetApi: options without an address stand for none.
            options.WithProxyOptions(new MqttClientWebSocketProxyOptions());
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (MqttClientUnexpectedDisconnectReceivedException e) when (e.ReasonCode is { } code)
        {
            throw Refused("the broker closed the connection", code.ToString(), (int)code, e.ReasonString);
        }
        catch (Exception e) when (e is OperationCanceledException or MqttCommunicationException or MqttProtocolViolationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _server.Unreachable(e, limit.IsCancellationRequested ? $"no answer within {Timeout.TotalSeconds:0} s" : null);
        }
    }

    private static CommandException Refused(string what, string code, int value, string? reason) =>
        new(ExitCode.Failed, $"{what}: {code} (0x{value:X2}){(string.IsNullOrEmpty(reason) ? "" : $": {reason}")}");
}
