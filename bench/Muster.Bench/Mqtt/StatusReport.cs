using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Muster.Bench.Mqtt;

/// <summary>
/// One robot's status report as a ready-made packet. Sending it costs a copy and three bytes: the packet identifier
/// and the battery's last digit, which differs from report to report so that every report is a change to store.
/// </summary>
internal sealed class StatusReport
{
    private readonly byte[] _packet;
    private readonly int _packetIdOffset;
    private readonly int _digitOffset;

    /// <param name="name">The robot's name.</param>
    /// <param name="robot">Its number.</param>
    /// <param name="site">Where it says it is; nothing of it when null.</param>
    internal StatusReport(string name, int robot, string? site = null)
    {
        // 50–99 %: never low enough for the fleet to do anything about it.
        var battery = (50 + (robot % 50)).ToString(CultureInfo.InvariantCulture);
        var where = site is null ? "" : $",\"site\":\"{site}\"";
        var payload = Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\",\"status\":\"ONLINE\"{where},\"battery\":{battery}.0}}");
        _packet = MqttPackets.Publish($"robots/{name}/status", payload, out _packetIdOffset);
        _digitOffset = _packet.Length - 2;
    }

    internal int Length => _packet.Length;

    internal void Write(Span<byte> target, ushort packetId)
    {
        _packet.CopyTo(target);
        BinaryPrimitives.WriteUInt16BigEndian(target[_packetIdOffset..], packetId);
        target[_digitOffset] = (byte)('0' + (packetId % 10));
    }
}
