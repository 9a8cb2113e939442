using System.Net.Sockets;
using Muster.Bench.Servers;

namespace Muster.Bench.Start;

/// <summary>Asks <c>/readyz</c> over a bare socket: an HTTP client's own start-up would be part of the measurement.</summary>
internal static class HttpProbe
{
    private const int AnswerLength = 12; // "HTTP/1.1 200"

    private static ReadOnlySpan<byte> Request => "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8;

    internal static bool IsReady(int port)
    {
        using var socket = LoopbackPort.TryConnect(port);
        if (socket is null)
        {
            return false;
        }

        try
        {
            socket.NoDelay = true;
            socket.Send(Request);
            Span<byte> answer = stackalloc byte[AnswerLength];
            for (var got = 0; got < answer.Length;)
            {
                var received = socket.Receive(answer[got..]);
                if (received == 0)
                {
                    return false;
                }

                got += received;
            }

            return answer.EndsWith(" 200"u8);
        }
        catch (SocketException)
        {
            return false; // It listens but is not there yet.
        }
    }
}
