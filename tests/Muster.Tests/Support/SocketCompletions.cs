using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Muster.Tests.Support;

/// <summary>
/// Keeps the sockets of this process from calling back on the thread that hears of data, whichever test is the first: tests read
/// with calls that block, and would block the broker beside them. Programs that tests start decide for themselves.
/// </summary>
internal static class SocketCompletions
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    [ModuleInitializer]
    internal static void KeepOffTheEventLoop()
    {
        var given = Environment.GetEnvironmentVariable(InlineCompletions);
        Environment.SetEnvironmentVariable(InlineCompletions, "0");

        // The runtime looks at the variable once, with the first asynchronous call of any socket.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var accept = listener.AcceptTcpClientAsync();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using var accepted = accept.GetAwaiter().GetResult();
        Environment.SetEnvironmentVariable(InlineCompletions, given);
    }
}
