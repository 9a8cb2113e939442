using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Local.Broker;

/// <content>To the client: acknowledgements of what it published, and what the library sends.</content>
internal sealed partial class MqttConnection
{
    private const int MaxReasonBytes = 1024;
    private readonly Queue<int[]> _subscribeOrders = new();
    private readonly ConcurrentQueue<MqttPublishPacket> _dropped = new();

    /// <inheritdoc/>
    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            case MqttConnAckPacket connAck:
                await AcceptAsync(connAck).ConfigureAwait(false);
                break;

            case MqttSubAckPacket subAck:
                Reorder(subAck);
                break;

            case MqttPublishPacket { QualityOfServiceLevel: not MqttQualityOfServiceLevel.AtMostOnce } publish:
                await _window.EnterAsync(publish.PacketIdentifier, (int)publish.Payload.Length, cancellationToken).ConfigureAwait(false);
                if (_broker.Expiry.HasPassed(publish.MessageExpiryInterval))
                {
                    Drop(publish);
                    return;
                }

                break;

            case MqttPublishPacket publish:
                _session?.Release((int)publish.Payload.Length, lasting: false);
                if (_broker.Expiry.HasPassed(publish.MessageExpiryInterval))
                {
                    _broker.Metrics.Expired();
                    return;
                }

                break;
        }

        Write(packet);
        if (_output.Waiting > 0)
        {
            await _output.DrainAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Write(MqttPacket packet)
    {
        lock (_encoding)
        {
            var buffer = Encode(packet);
            _output.Write(buffer.Payload.IsEmpty ? buffer.Packet : buffer.Join());
            BytesSent += buffer.Length;
            PacketFormatterAdapter.Cleanup();
        }
    }

    private MqttPacketBuffer Encode(MqttPacket packet)
    {
        if (packet is not MqttPublishPacket { MessageExpiryInterval: not 0 and var end } publish)
        {
            return PacketFormatterAdapter.Encode(packet);
        }

        // The client is told what is left (MQTT 5, section 3.3.2.3.3); the packet keeps its end, as the library may bring it again.
        publish.MessageExpiryInterval = _broker.Expiry.Left(end);
        try
        {
            return PacketFormatterAdapter.Encode(packet);
        }
        finally
        {
            publish.MessageExpiryInterval = end;
        }
    }

    /// <summary>
    /// A message that is not worth delivering any more: its room in the queue is free at once, and the library gets the
    /// acknowledgement that the client will not send, before the client's next packet.
    /// </summary>
    private void Drop(MqttPublishPacket publish)
    {
        _window.Leave(publish.PacketIdentifier);
        if (MessageExpiry.TryDrop(publish))
        {
            _broker.Metrics.Expired();
            _session!.Release((int)publish.Payload.Length, lasting: true);
        }

        _dropped.Enqueue(publish);
    }

    /// <summary>Readies a CONNECT for the library.</summary>
    private async ValueTask PrepareAsync(MqttConnectPacket connect)
    {
        // Publishing and pinging never reach the library, so that the silence it would see is none: the edge watches it.
        _keepAlive = TimeSpan.FromSeconds(connect.KeepAlivePeriod);
        connect.KeepAlivePeriod = 0;
        _wantsReasons = !IsMqtt5 || connect.RequestProblemInformation;
        _window.Limit = connect.ReceiveMaximum is > 0 and < DeliveryWindow.Max ? connect.ReceiveMaximum : DeliveryWindow.Max;
        _sessionExpiry = MqttBroker.SessionExpiry(connect, IsMqtt5);
        if (connect.ClientId.Length == 0 && !IsMqtt5 && connect.CleanSession)
        {
            connect.ClientId = _broker.NewClientId();
        }

        if (connect.ClientId.Length > 0)
        {
            await _broker.Sessions.ClaimAsync(connect.ClientId, this).ConfigureAwait(false);
            _clientId = connect.ClientId;
        }
    }

    /// <summary>Readies a SUBSCRIBE for the library.</summary>
    private async ValueTask PrepareAsync(MqttSubscribePacket subscribe)
    {
        _session!.SubscriptionIdentifier = subscribe.SubscriptionIdentifier;
        _subscribeOrders.Enqueue([.. subscribe.TopicFilters.Select((f, i) => (f, i)).OrderByDescending(x => x.f.QualityOfServiceLevel).Select(x => x.i)]);
        await _broker.Router.PauseAsync().ConfigureAwait(false);
        _deliveriesPaused = true;
    }

    /// <summary>The library answers a SUBSCRIBE in the order of the levels it grants; the client counts by its filters (MQTT 5, section 3.9.3).</summary>
    private void Reorder(MqttSubAckPacket subAck)
    {
        if (_subscribeOrders.TryDequeue(out var order) && order.Length == subAck.ReasonCodes.Count)
        {
            var codes = subAck.ReasonCodes.ToArray();
            for (var i = 0; i < order.Length; i++)
            {
                subAck.ReasonCodes[order[i]] = codes[i];
            }
        }
    }

    /// <summary>The library accepted the client: its session begins, and the fleet hears of it before the client goes on.</summary>
    private async ValueTask AcceptAsync(MqttConnAckPacket connAck)
    {
        if (connAck.ReasonCode != MqttConnectReasonCode.Success)
        {
            return;
        }

        connAck.ReceiveMaximum = AcknowledgementQueue.Window;
        connAck.MaximumPacketSize = MaxPacketBytes;
        connAck.TopicAliasMaximum = MaxTopicAlias;
        if (!string.IsNullOrEmpty(connAck.AssignedClientIdentifier))
        {
            _clientId = connAck.AssignedClientIdentifier;
        }

        var version = _broker.NextVersion();
        _session = _broker.Sessions.Begin(this, _clientId, connAck.IsSessionPresent, _sessionExpiry);
        _broker.Metrics.Connected();
        _lifecycle = new LifecycleEvent(_clientId, _broker.Clock.GetUtcNow().ToUnixTimeMilliseconds(), "connected", $"{_clientId}-{version}", version)
        {
            IpAddress = (RemoteEndPoint as System.Net.IPEndPoint)?.Address.ToString(),
        };
        await RaiseAsync(_lifecycle).ConfigureAwait(false);
    }

    /// <summary>Called in the order of the PUBLISH packets, when the outcome of each is known.</summary>
    private void Acknowledge(InboundPublish publish)
    {
        if (publish.Failure is { } failure)
        {
            _broker.Ingress.NoteFailure(failure, publish.Topic.Name.Value, _clientId);
            if (MustSendAgain(failure, publish.QualityOfService))
            {
                // Not acknowledged: the client will send it again when it is back.
                _session!.Unreleased.Remove(publish.PacketIdentifier);
                Close(ReasonCodes.ServerBusy, DisconnectReason.ServerInitiated);
                return;
            }
        }
        else
        {
            _broker.Ingress.Note(publish.Outcome, publish.Topic.Name.Value, _clientId);
        }

        var (code, reason) = AnswerTo(publish);
        switch (publish.QualityOfService)
        {
            case 1:
                WriteAcknowledgement(MqttFrame.PubAck, publish.PacketIdentifier, code, reason);
                break;

            case 2:
                if (code >= ReasonCodes.UnspecifiedError && IsMqtt5)
                {
                    _session!.Unreleased.Remove(publish.PacketIdentifier);
                }

                WriteAcknowledgement(MqttFrame.PubRec, publish.PacketIdentifier, code, reason);
                break;
        }
    }

    /// <summary>
    /// Whether a client must hear that its message is not in, by the end of its connection: always when the fleet's store failed. What a rule
    /// of the configuration could not do ends no connection, and with it a robot's status, unless the client would otherwise
    /// take the message for done with: MQTT 3.1.1 has no acknowledgement that says no.
    /// </summary>
    private bool MustSendAgain(Exception failure, int qualityOfService) =>
        failure is StoreUnavailableException || (failure is ActionsNotStoredException { IsTaken: false } && qualityOfService > 0 && !IsMqtt5);

    private static (byte Code, string? Reason) AnswerTo(InboundPublish publish)
    {
        var actions = publish.Failure as ActionsNotStoredException;
        if ((actions?.Outcome ?? publish.Outcome).Refusal is { } refusal)
        {
            return (ReasonCodes.Of(refusal), refusal.Reason);
        }

        return actions is not null ? (ReasonCodes.QuotaExceeded, $"an action of a rule could not be stored: {actions.Message}")
            : (publish.Failure is null ? ReasonCodes.Success : ReasonCodes.UnspecifiedError, null);
    }

    /// <summary>Writes a PUBACK or PUBREC; MQTT 3.1.1 has no way to say that a message was refused, so there it is just acknowledged.</summary>
    private void WriteAcknowledgement(byte type, ushort packetIdentifier, byte code, string? reason)
    {
        if (code == ReasonCodes.Success || !IsMqtt5)
        {
            _output.Write([(byte)(type << 4), 2, (byte)(packetIdentifier >> 8), (byte)packetIdentifier]);
            return;
        }

        // Reason String, property 0x1F (MQTT 5, section 3.4.2.2.2).
        Span<byte> text = stackalloc byte[MaxReasonBytes];
        var length = 0;
        if (reason is not null && _wantsReasons)
        {
            Encoding.UTF8.GetEncoder().Convert(reason, text, flush: true, out _, out length, out _);
        }

        var properties = length == 0 ? 0 : 3 + length;
        Span<byte> packet = stackalloc byte[16 + MaxReasonBytes];
        packet[0] = (byte)(type << 4);
        var next = WriteVariable(packet, 1, 3 + SizeOfVariable(properties) + properties);
        BinaryPrimitives.WriteUInt16BigEndian(packet[next..], packetIdentifier);
        packet[next + 2] = code;
        next = WriteVariable(packet, next + 3, properties);
        if (length > 0)
        {
            packet[next] = 0x1F;
            BinaryPrimitives.WriteUInt16BigEndian(packet[(next + 1)..], (ushort)length);
            text[..length].CopyTo(packet[(next + 3)..]);
            next += 3 + length;
        }

        _output.Write(packet[..next]);
    }

    private static int SizeOfVariable(int value) => value < 128 ? 1 : 2;

    private static int WriteVariable(Span<byte> packet, int start, int value)
    {
        if (value < 128)
        {
            packet[start] = (byte)value;
            return start + 1;
        }

        packet[start] = (byte)(value & 0x7f | 0x80);
        packet[start + 1] = (byte)(value >> 7);
        return start + 2;
    }
}
