using System.Net.Sockets;
using Muster.Bench.Native;

namespace Muster.Bench.Mqtt;

/// <summary>A connected MQTT client.</summary>
internal sealed class MqttLink : SocketLink
{
    private MqttLink(string clientId, Socket socket)
        : base(clientId, socket)
    {
    }

    internal static MqttLink Open(SourceAddresses sources, string clientId, ushort keepAliveSeconds)
    {
        var socket = sources.Connect();
        var link = new MqttLink(clientId, socket);
        try
        {
            link.Send(MqttPackets.Connect(clientId, keepAliveSeconds));
            socket.ReceiveTimeout = 10_000;
            Span<byte> answer = stackalloc byte[4];
            for (var got = 0; got < answer.Length;)
            {
                var received = socket.Receive(answer[got..]);
                got += received > 0 ? received : throw new BenchException($"{clientId}: closed instead of CONNACK");
            }

            return answer is [MqttFrame.ConnAck, 2, _, 0]
                ? link
                : throw new BenchException($"{clientId}: connection refused: {Convert.ToHexString(answer)}");
        }
        catch (SocketException problem)
        {
            link.Dispose();
            throw new BenchException($"{clientId}: no CONNACK: {problem.Message}", problem);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }
}
