using System.Buffers.Binary;
using System.Text;
using Muster.Bench.Mqtt;

namespace Muster.Bench.Orders.Flow;

/// <summary>One robot's report on an order as a ready-made packet: the order's id, the attempt and the packet identifier are filled in.</summary>
internal sealed class OrderAnswer
{
    private const int IdLength = 36;

    private readonly byte[] _packet;
    private readonly int _packetIdOffset;

    internal OrderAnswer(string robot, string state)
    {
        var payload = Encoding.UTF8.GetBytes($"{{\"state\":\"{state}\",\"attempt\":0}}");
        _packet = MqttPackets.Publish($"robots/{robot}/orders/{new string('0', IdLength)}", payload, out _packetIdOffset);
    }

    internal int Length => _packet.Length;

    internal void Write(Span<byte> target, in OrderCommand command, ushort packetId)
    {
        if (command.Order.Length != IdLength || command.Attempt > 9)
        {
            throw new BenchException($"order {command.Order} came at attempt {command.Attempt}: this is not a fleet at work any more");
        }

        _packet.CopyTo(target);
        Encoding.ASCII.GetBytes(command.Order, target.Slice(_packetIdOffset - IdLength, IdLength));
        BinaryPrimitives.WriteUInt16BigEndian(target[_packetIdOffset..], packetId);
        target[_packet.Length - 2] = (byte)('0' + command.Attempt);
    }
}
