using System.Net;
using System.Net.Sockets;

namespace Muster.Bench.Mqtt;

/// <summary>
/// Opens connections to a server on this machine from 127.0.0.1, then 127.0.0.2 and so on: one address has about
/// 28,000 ports to connect from.
/// </summary>
internal sealed class SourceAddresses(int port)
{
    private const byte Last = 254;

    private byte _current = 1;

    internal Socket Connect()
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (_current > 1)
                {
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, _current]), 0));
                }

                socket.Connect(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException problem) when (IsExhausted(problem) && _current < Last)
            {
                socket.Dispose();
                _current++;
            }
            catch (SocketException problem)
            {
                socket.Dispose();
                throw new BenchException($"cannot connect to port {port}: {problem.Message}", problem);
            }
        }
    }

    private static bool IsExhausted(SocketException problem) =>
        problem.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse;
}
