using System.Buffers.Binary;
using System.Text;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Orders.Flow;

/// <summary>A robot that does what it is told in no time: it answers its command with all its reports at once.</summary>
internal sealed class OrderRobot : IDisposable
{
    private const int Nothing = -1;

    private readonly string _name;
    private readonly StatusReport _status;
    private readonly OrderAnswer[] _answers;

    /// <summary>What was sent and is not acknowledged yet, oldest first: acknowledgements come in that order [MQTT-4.6.0-2].</summary>
    private readonly Queue<(ushort PacketId, int Completes)> _waiting = [];
    private ushort _packetId = 1;

    internal OrderRobot(SourceAddresses sources, int robot, string site, params ReadOnlySpan<string> states)
    {
        _name = $"order-robot-{robot}";
        _status = new StatusReport(_name, robot, site);
        _answers = new OrderAnswer[states.Length];
        for (var i = 0; i < states.Length; i++)
        {
            _answers[i] = new OrderAnswer(_name, states[i]);
        }

        // Longer than anything is measured: status reports are all that it sends by itself.
        Link = MqttLink.Open(sources, _name, keepAliveSeconds: 3600);
        Link.Send(MqttPackets.Subscribe(_packetId, $"robots/{_name}/commands", $"robots/{_name}/rejected"));
    }

    internal MqttLink Link { get; }

    /// <summary>Whether something that it sent is not acknowledged yet.</summary>
    internal bool IsWaiting => _waiting.Count > 0;

    internal void ReportStatus(Span<byte> buffer)
    {
        _status.Write(buffer, Sent(Nothing));
        Link.Send(buffer[.._status.Length]);
    }

    /// <summary>Answers a command: with everything when it is new, else with the last report once more.</summary>
    internal void Answer(in OrderCommand command, bool isNew, Span<byte> buffer)
    {
        var length = 0;
        for (var i = isNew ? 0 : _answers.Length - 1; i < _answers.Length; i++)
        {
            _answers[i].Write(buffer[length..], command, Sent(i == _answers.Length - 1 ? command.Number : Nothing));
            length += _answers[i].Length;
        }

        Link.Send(buffer[..length]);
    }

    /// <summary>Takes an acknowledgement.</summary>
    /// <returns>The number of the order whose completion is durable now; none when it was another report's.</returns>
    internal int? Acknowledge(in MqttFrame frame)
    {
        if (!_waiting.TryDequeue(out var sent) || BinaryPrimitives.ReadUInt16BigEndian(frame.Body) != sent.PacketId)
        {
            throw new BenchException($"{_name}: expected PUBACK {sent.PacketId}, got {Convert.ToHexString(frame.Body)}");
        }

        return sent.Completes == Nothing ? null : sent.Completes;
    }

    /// <summary>Acknowledges a message from the fleet.</summary>
    /// <param name="frame">The message.</param>
    /// <param name="payload">What it says.</param>
    /// <returns>The last part of its topic.</returns>
    internal string Receive(in MqttFrame frame, out ReadOnlySpan<byte> payload)
    {
        var topicEnd = 2 + BinaryPrimitives.ReadUInt16BigEndian(frame.Body);
        var payloadStart = topicEnd;
        if (frame.QualityOfService > 0)
        {
            Link.Send([MqttFrame.PubAck, 2, frame.Body[topicEnd], frame.Body[topicEnd + 1]]);
            payloadStart += 2;
        }

        payload = frame.Body[payloadStart..];
        var topic = Encoding.UTF8.GetString(frame.Body[2..topicEnd]);
        return topic[(topic.LastIndexOf('/') + 1)..];
    }

    internal BenchException Unexpected(in MqttFrame frame) =>
        new($"{_name}: unexpected packet type {frame.Type:X2} {Convert.ToHexString(frame.Body)}");

    public void Dispose() => Link.Dispose();

    private ushort Sent(int completes)
    {
        _packetId = PacketIds.After(_packetId);
        _waiting.Enqueue((_packetId, completes));
        return _packetId;
    }
}
