using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Muster.Fleet.Messages;

namespace Muster.Local.Broker;

/// <content>From the client: frames are cut from the receive buffer, and publishing is done here.</content>
internal sealed partial class MqttConnection
{
    private const int SmallBuffer = 1024;

    /// <summary>The largest packet that is read at all: enough to refuse a payload over the limit with a reason.</summary>
    private const int MaxPacketBytes = 1024 * 1024;

    /// <summary>The Topic Alias Maximum that the broker announces: a robot has few topics.</summary>
    private const int MaxTopicAlias = 32;

    private readonly Dictionary<ushort, string> _aliases = [];
    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _end;
    private byte[] _lastTopicBytes = [];
    private PreparedTopic? _lastTopic;

    /// <inheritdoc/>
    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        // The library comes back for the next packet when it is done with the last: a SUBSCRIBE is answered now.
        ResumeDeliveries();
        await using var stop = cancellationToken.UnsafeRegister(static c => ((MqttConnection)c!)._transport.Shutdown(), this);
        try
        {
            while (_isReading)
            {
                if (TakeDropped() is { } acknowledgement)
                {
                    return acknowledgement;
                }

                while (MqttFrame.TryRead(_buffer.AsSpan(_start, _end - _start), out var frame))
                {
                    if (frame.TotalLength > MaxPacketBytes)
                    {
                        throw new ProtocolException($"a packet of {frame.TotalLength} bytes; at most {MaxPacketBytes} are read", ReasonCodes.PacketTooLarge);
                    }

                    if (frame.TotalLength > _end - _start)
                    {
                        break;
                    }

                    var packet = Handle(frame);
                    _start += frame.TotalLength;
                    if (packet is MqttConnectPacket connect)
                    {
                        await PrepareAsync(connect).ConfigureAwait(false);
                    }
                    else if (packet is MqttSubscribePacket subscribe)
                    {
                        await PrepareAsync(subscribe).ConfigureAwait(false);
                    }

                    if (packet is not null || !_isReading)
                    {
                        // What the library does with it may take its time: not on the sockets' own thread.
                        await Task.Yield();
                        return packet;
                    }
                }

                await WhenRoomAsync().ConfigureAwait(false);
                MakeRoom();
                var count = await _transport.ReceiveAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
                if (count == 0)
                {
                    _isReading = false;
                    break;
                }

                _end += count;
                BytesReceived += count;
                _lastReceived = _broker.Clock.GetTimestamp();
            }
        }
        catch (Exception e) when (e is SocketException or WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The stream has ended, however it ended.
            _isReading = false;
        }
        catch (Exception e) when (e is ProtocolException or MqttProtocolViolationException or MqttCommunicationException or NotSupportedException)
        {
            _isReading = false;
            LogProtocolError(_clientId, RemoteEndPoint, e.Message);
            Close((e as ProtocolException)?.ReasonCode ?? ReasonCodes.ProtocolError, DisconnectReason.ClientError);
        }

        return null;
    }

    /// <summary>The acknowledgement of a message that was not delivered, as it had expired.</summary>
    private MqttPacket? TakeDropped()
    {
        if (!_dropped.TryDequeue(out var publish))
        {
            return null;
        }

        return publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtLeastOnce
            ? new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier }
            : new MqttPubCompPacket { PacketIdentifier = publish.PacketIdentifier };
    }

    private MqttPacket? Handle(in MqttFrame frame)
    {
        var body = _buffer.AsMemory(_start + frame.BodyStart, frame.BodyLength);
        if (_session is null && frame.Type != MqttFrame.Connect)
        {
            throw new ProtocolException("the first packet of a connection is CONNECT (MQTT 5, section 3.1)");
        }

        if (_session is not null && frame.Type == MqttFrame.Connect)
        {
            throw new ProtocolException("a second CONNECT (MQTT 5, section 3.1)");
        }

        switch (frame.Type)
        {
            case MqttFrame.Publish:
                Publish(frame, body);
                return null;

            case MqttFrame.PubRel:
                Release(body.Span);
                return null;

            case MqttFrame.PingReq:
                _output.Write([0xD0, 0]);
                return null;

            case MqttFrame.PubAck or MqttFrame.PubComp or MqttFrame.PubRec:
                Acknowledged(frame, body.Span);
                return Decode(frame);

            case MqttFrame.Disconnect:
                _isReading = false;
                if (IsMqtt5 && frame.BodyLength > 0 && body.Span[0] == ReasonCodes.DisconnectWithWill)
                {
                    return null;
                }

                Interlocked.CompareExchange(ref _disconnectReason, DisconnectReason.ClientInitiated, null);
                return Decode(frame);

            default:
                return Decode(frame);
        }
    }

    private MqttPacket Decode(in MqttFrame frame)
    {
        var received = new ReceivedMqttPacket(frame.Header, new ArraySegment<byte>(_buffer, _start + frame.BodyStart, frame.BodyLength), frame.TotalLength);
        if (PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.Unknown)
        {
            PacketFormatterAdapter.DetectProtocolVersion(received);
        }

        return PacketFormatterAdapter.Decode(received);
    }

    private void Publish(in MqttFrame frame, ReadOnlyMemory<byte> body)
    {
        var span = body.Span;
        var next = 2 + (span.Length >= 2 ? (span[0] << 8) | span[1] : int.MaxValue - 2);
        var topicBytes = next <= span.Length ? span[2..next] : throw new ProtocolException("a PUBLISH ends within its topic");
        ushort packetIdentifier = 0;
        if (frame.QualityOfService > 0)
        {
            packetIdentifier = next + 2 <= span.Length ? (ushort)((span[next] << 8) | span[next + 1]) : (ushort)0;
            next += 2;
        }

        if (frame.QualityOfService == 3 || (frame.QualityOfService > 0 && packetIdentifier == 0))
        {
            throw new ProtocolException("a PUBLISH with QoS 3, or without its packet identifier");
        }

        MqttApplicationMessage? properties = null;
        var topic = Prepare(topicBytes);
        if (IsMqtt5)
        {
            if (!MqttFrame.TryReadVariable(span, next, out var length, out next) || next + length > span.Length)
            {
                throw new ProtocolException("a PUBLISH ends within its properties");
            }

            next += length;
            if (length > 0)
            {
                (topic, properties) = WithProperties((MqttPublishPacket)Decode(frame), topic);
            }
        }

        if (frame.QualityOfService == 2 && !_session!.Unreleased.Add(packetIdentifier))
        {
            // A repeated QoS 2 message was taken in already (MQTT 5, section 4.3.3).
            WriteAcknowledgement(MqttFrame.PubRec, packetIdentifier, ReasonCodes.Success, reason: null);
            return;
        }

        var message = new InboundMessage(topic, body[next..], _clientId, frame.QualityOfService, frame.Retain, properties);
        var publish = InboundPublish.Rent(_acknowledgements, topic, packetIdentifier, frame.QualityOfService);
        _acknowledgements.Add(publish);
        publish.Await(Take(message));
    }

    private ValueTask<Fleet.Functions.FunctionOutcome> Take(in InboundMessage message)
    {
        try
        {
            return _broker.Ingress.TakeAsync(message, CancellationToken.None);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<Fleet.Functions.FunctionOutcome>(e);
        }
    }

    /// <summary>A robot mostly publishes on one topic: what is known of the last one is kept.</summary>
    private PreparedTopic Prepare(ReadOnlySpan<byte> topic)
    {
        if (_lastTopic is null || !topic.SequenceEqual(_lastTopicBytes) || !_broker.Ingress.IsCurrent(_lastTopic))
        {
            string text;
            try
            {
                text = StrictUtf8.GetString(topic);
            }
            catch (DecoderFallbackException)
            {
                throw new ProtocolException("a topic is UTF-8 (MQTT 5, section 1.5.4)");
            }

            _lastTopic = _broker.Ingress.Prepare(text);
            _lastTopicBytes = topic.ToArray();
        }

        return _lastTopic;
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private (PreparedTopic Topic, MqttApplicationMessage Message) WithProperties(MqttPublishPacket packet, PreparedTopic topic)
    {
        if (packet.TopicAlias > MaxTopicAlias)
        {
            throw new ProtocolException($"topic alias {packet.TopicAlias}; at most {MaxTopicAlias} was announced", ReasonCodes.TopicAliasInvalid);
        }

        if (packet.TopicAlias != 0)
        {
            if (packet.Topic.Length > 0)
            {
                _aliases[packet.TopicAlias] = packet.Topic;
            }
            else
            {
                topic = _aliases.TryGetValue(packet.TopicAlias, out var known)
                    ? Prepare(Encoding.UTF8.GetBytes(known))
                    : throw new ProtocolException($"topic alias {packet.TopicAlias} was never given a topic");
            }
        }

        return (topic, new MqttApplicationMessage
        {
            ContentType = packet.ContentType,
            CorrelationData = packet.CorrelationData,
            MessageExpiryInterval = packet.MessageExpiryInterval,
            PayloadFormatIndicator = packet.PayloadFormatIndicator,
            ResponseTopic = packet.ResponseTopic,
            UserProperties = packet.UserProperties,
        });
    }

    private void Release(ReadOnlySpan<byte> body)
    {
        var packetIdentifier = PacketIdentifier(body);
        _session!.Unreleased.Remove(packetIdentifier);
        _output.Write([MqttFrame.PubComp << 4, 2, body[0], body[1]]);
    }

    /// <summary>The client has a message that was delivered to it: its room in the queue is free again.</summary>
    private void Acknowledged(in MqttFrame frame, ReadOnlySpan<byte> body)
    {
        var packetIdentifier = PacketIdentifier(body);
        var isRefusedPubRec = frame.Type == MqttFrame.PubRec && body.Length > 2 && body[2] >= 0x80;
        if (frame.Type != MqttFrame.PubRec || isRefusedPubRec)
        {
            var bytes = _window.Leave(packetIdentifier);
            if (bytes >= 0)
            {
                _session!.Release(bytes, lasting: true);
            }
        }
    }

    private static ushort PacketIdentifier(ReadOnlySpan<byte> body) =>
        body.Length >= 2 ? (ushort)((body[0] << 8) | body[1]) : throw new ProtocolException("an acknowledgement without its packet identifier");

    private async ValueTask WhenRoomAsync()
    {
        var room = _acknowledgements.WhenRoomAsync();
        if (!room.IsCompleted)
        {
            await room.ConfigureAwait(false);
        }

        // A client that sends and never reads would have its acknowledgements pile up here.
        if (_output.Waiting > 64 * 1024)
        {
            await _output.DrainAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Moves what is left of the buffer to its start, and makes it as large as the packet that is coming needs.</summary>
    private void MakeRoom()
    {
        var left = _end - _start;
        var needed = MqttFrame.TryRead(_buffer.AsSpan(_start, left), out var frame) ? frame.TotalLength : SmallBuffer;
        var size = needed <= SmallBuffer ? SmallBuffer : needed;
        if (size > _buffer.Length || (left == 0 && _buffer.Length > SmallBuffer && size == SmallBuffer))
        {
            var larger = new byte[Math.Max(size, left)];
            _buffer.AsSpan(_start, left).CopyTo(larger);
            _buffer = larger;
        }
        else if (left > 0 && _start > 0)
        {
            _buffer.AsSpan(_start, left).CopyTo(_buffer);
        }

        _start = 0;
        _end = left;
    }
}
