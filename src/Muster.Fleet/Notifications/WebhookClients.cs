using System.Net;
using System.Net.Sockets;

namespace Muster.Fleet.Notifications;

/// <summary>
/// The ways to other people's web servers. What an operator configured may be anywhere; what a customer named must be on the public
/// internet, or it could be made to post to what only this machine can reach. Each has connections of its own.
/// </summary>
public sealed class WebhookClients : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>To addresses that the operator configured.</summary>
    public HttpClient Trusted { get; } = Create(new SocketsHttpHandler());

    /// <summary>
    /// To addresses that customers named. Checked is the address that is connected to, after its name was resolved; a proxy of the
    /// environment, which would resolve it out of sight, is not used.
    /// </summary>
    public HttpClient Public { get; } = Create(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync });

    /// <inheritdoc/>
    public void Dispose()
    {
        Trusted.Dispose();
        Public.Dispose();
    }

    /// <summary>The time-out of an attempt is the caller's, by its own clock.</summary>
    private static HttpClient Create(SocketsHttpHandler handler)
    {
        (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, ConnectionLifetime);
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, PublicAddress.IsPublic);
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new PrivateAddressException($"{host} is {(host == addresses[0].ToString() ? "" : $"{addresses[0]}, ")}not an address of the public internet");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
