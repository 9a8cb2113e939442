using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>A robot's line to the broker, from CONNECT to its end: MQTT 5, the robot's name as client id, OFFLINE as last will.</summary>
internal sealed class RobotConnection : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly TimeProvider _clock;

    // Null only wakes whoever waits.
    private readonly Channel<byte[]?> _mail = Channel.CreateUnbounded<byte[]?>(new UnboundedChannelOptions { SingleReader = true });

    private RobotConnection(TimeProvider clock)
    {
        _clock = clock;
        _client.ApplicationMessageReceivedAsync += e =>
        {
            _mail.Writer.TryWrite(e.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += _ =>
        {
            Wake();
            return Task.CompletedTask;
        };
    }

    /// <summary>Whether it is still there.</summary>
    public bool IsUp => _client.IsConnected;

    /// <summary>Connects, and subscribes to the robot's commands.</summary>
    /// <returns>The connection, or why there is none.</returns>
    public static async Task<(RobotConnection? Connection, string? Problem)> OpenAsync(Uri broker, string robot, TimeProvider clock, CancellationToken stop)
    {
        var connection = new RobotConnection(clock);
        try
        {
            if (await connection.ConnectAsync(broker, robot, stop).ConfigureAwait(false) is not { } problem)
            {
                return (connection, null);
            }

            connection.Dispose();
            return (null, problem);
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException)
        {
            connection.Dispose();
            return (null, e is OperationCanceledException ? "no answer" : (e.GetBaseException().Message.TrimEnd('.')));
        }
    }

    /// <summary>Sends a message and waits until it is acknowledged.</summary>
    public async Task<PublishOutcome> PublishAsync(SimulatedMessage message, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var result = await _client.PublishAsync(
                new MqttApplicationMessage
                {
                    Topic = message.Topic,
                    Payload = new ReadOnlySequence<byte>(message.Payload),
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                },
                either.Token).ConfigureAwait(false);
            return result.IsSuccess ? PublishOutcome.Acknowledged : IsFinal(result.ReasonCode) ? PublishOutcome.Refused : PublishOutcome.Unknown;
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or ObjectDisposedException)
        {
            return PublishOutcome.Unknown;
        }
    }

    /// <summary>A command that came; false when there is none for now.</summary>
    public bool TryRead([NotNullWhen(true)] out byte[]? command)
    {
        while (_mail.Reader.TryRead(out command))
        {
            if (command is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits until a command comes, the line is lost, or somebody calls <see cref="Wake"/>.</summary>
    public ValueTask<bool> WaitAsync() => _mail.Reader.WaitToReadAsync();

    /// <summary>Ends <see cref="WaitAsync"/>.</summary>
    public void Wake() => _mail.Writer.TryWrite(null);

    /// <summary>Ends the connection with a DISCONNECT, so that the last will is not sent.</summary>
    public async Task DisconnectAsync(CancellationToken limit)
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
        {
            // It was over anyway.
        }
    }

    /// <summary>Cuts the line, without a DISCONNECT if there was none.</summary>
    public void Dispose() => _client.Dispose();

    private static bool IsFinal(MqttClientPublishReasonCode code) => code
        is MqttClientPublishReasonCode.PayloadFormatInvalid
        or MqttClientPublishReasonCode.TopicNameInvalid
        or MqttClientPublishReasonCode.NotAuthorized
        or MqttClientPublishReasonCode.ImplementationSpecificError;

    private async Task<string?> ConnectAsync(Uri broker, string robot, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        var options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(broker.DnsSafeHost, broker.Port > 0 ? broker.Port : 1883)
            .WithClientId(robot)
            .WithCleanStart()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(30))
            .WithTimeout(Timeout)
            .WithWillTopic(Topics.Status(robot))
            .WithWillPayload(ReportPayloads.LastWill(robot))
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        var connected = await _client.ConnectAsync(options, either.Token).ConfigureAwait(false);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            return $"it refused {robot}: {connected.ResultCode} {connected.ReasonString}".TrimEnd();
        }

        var filter = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topics.Commands(robot), MqttQualityOfServiceLevel.AtLeastOnce).Build();
        var subscribed = await _client.SubscribeAsync(filter, either.Token).ConfigureAwait(false);
        return subscribed.Items.First().ResultCode is >= MqttClientSubscribeResultCode.UnspecifiedError and var code
            ? $"it refused {robot} its commands: {code} {subscribed.ReasonString}".TrimEnd()
            : null;
    }
}
