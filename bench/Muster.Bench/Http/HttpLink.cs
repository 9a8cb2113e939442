using System.Net.Sockets;
using Muster.Bench.Mqtt;
using Muster.Bench.Native;

namespace Muster.Bench.Http;

/// <summary>A connected HTTP client that keeps its connection.</summary>
internal sealed class HttpLink : SocketLink
{
    private HttpLink(Socket socket)
        : base("an HTTP client", socket)
    {
    }

    internal static HttpLink Open(SourceAddresses sources) => new(sources.Connect());
}
