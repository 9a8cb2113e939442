using System.Buffers.Binary;
using System.Diagnostics;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Load;

/// <summary>One robot of the load generator: what it has sent, in order, and which acknowledgement comes next.</summary>
internal sealed class LoadRobot : IDisposable
{
    private readonly string _name;
    private readonly StatusReport _report;
    private readonly long[] _sentAt;
    private int _oldest;
    private int _waiting;
    private ushort _nextId = 1;
    private ushort _expectedId = 1;

    internal LoadRobot(SourceAddresses sources, int robot, int inFlight)
    {
        _name = $"bench-{robot}";
        _report = new StatusReport(_name, robot);
        _sentAt = new long[inFlight];
        Link = MqttLink.Open(sources, _name, keepAliveSeconds: 60);
    }

    internal MqttLink Link { get; }

    internal int ReportLength => _report.Length;

    /// <summary>Sends <paramref name="count"/> reports with one system call.</summary>
    internal void Publish(int count, Span<byte> buffer)
    {
        for (var i = 0; i < count; i++)
        {
            _report.Write(buffer[(i * _report.Length)..], _nextId);
            _nextId = PacketIds.After(_nextId);
        }

        var now = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            _sentAt[(_oldest + _waiting++) % _sentAt.Length] = now;
        }

        Link.Send(buffer[..(count * _report.Length)]);
    }

    /// <summary>Takes an acknowledgement and returns when its report was sent.</summary>
    internal long Acknowledge(in MqttFrame frame)
    {
        // [MQTT-4.6.0-2]: acknowledgements come in the order of the reports, so only one identifier can be right.
        if (frame.Type != MqttFrame.PubAck || _waiting == 0 || BinaryPrimitives.ReadUInt16BigEndian(frame.Body) != _expectedId)
        {
            throw new BenchException(
                $"{_name}: expected PUBACK {_expectedId}, got type {frame.Type:X2} {Convert.ToHexString(frame.Body)}");
        }

        var sentAt = _sentAt[_oldest];
        _oldest = (_oldest + 1) % _sentAt.Length;
        _waiting--;
        _expectedId = PacketIds.After(_expectedId);
        return sentAt;
    }

    /// <summary>When the report that has waited longest was sent.</summary>
    internal long? OldestWaiting => _waiting > 0 ? _sentAt[_oldest] : null;

    public void Dispose() => Link.Dispose();
}
