using System.Buffers.Binary;
using System.Diagnostics;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Connections;

/// <summary>A robot that is connected as real ones are: it listens for commands and refusals and reports now and then.</summary>
internal sealed class FleetRobot : IDisposable
{
    private readonly StatusReport _report;
    private ushort _packetId = 1;

    internal FleetRobot(SourceAddresses sources, int robot)
    {
        Name = $"bench-{robot}";
        _report = new StatusReport(Name, robot);

        // Longer than it takes to connect everyone: no pings to send in the meantime.
        Link = MqttLink.Open(sources, Name, keepAliveSeconds: 3600);
        Link.Send(MqttPackets.Subscribe(_packetId, $"robots/{Name}/commands", $"robots/{Name}/rejected"));
    }

    internal string Name { get; }

    internal MqttLink Link { get; }

    /// <summary>When the report that is not acknowledged yet was sent.</summary>
    internal long? WaitingSince { get; private set; }

    internal void Report(Span<byte> buffer)
    {
        _packetId = PacketIds.After(_packetId);
        _report.Write(buffer, _packetId);
        WaitingSince = Stopwatch.GetTimestamp();
        Link.Send(buffer[.._report.Length]);
    }

    /// <summary>Takes an acknowledgement and returns when its report was sent.</summary>
    internal long Acknowledge(in MqttFrame frame)
    {
        if (WaitingSince is not { } sentAt || BinaryPrimitives.ReadUInt16BigEndian(frame.Body) != _packetId)
        {
            throw new BenchException($"{Name}: expected PUBACK {_packetId}, got {Convert.ToHexString(frame.Body)}");
        }

        WaitingSince = null;
        return sentAt;
    }

    /// <summary>Acknowledges a message from the fleet and returns the last part of its topic.</summary>
    internal string Receive(in MqttFrame frame)
    {
        var topicEnd = 2 + BinaryPrimitives.ReadUInt16BigEndian(frame.Body);
        if (frame.QualityOfService > 0)
        {
            Link.Send([MqttFrame.PubAck, 2, frame.Body[topicEnd], frame.Body[topicEnd + 1]]);
        }

        var topic = System.Text.Encoding.UTF8.GetString(frame.Body[2..topicEnd]);
        return topic[(topic.LastIndexOf('/') + 1)..];
    }

    public void Dispose() => Link.Dispose();
}
