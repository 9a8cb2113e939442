using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Muster.Local.Functions.Http;

/// <summary>
/// Whose connection it is. A loopback port is open to every user of the machine; what is said on ours commands robots and answers
/// for functions, and their protocols have no password. Linux knows the owner of each end of a connection (/proc/net/tcp).
/// </summary>
internal static class PeerUser
{
    // The columns of /proc/net/tcp: number, local address, remote address, state, queues, timer, retransmits, user.
    private const int Local = 1;
    private const int Remote = 2;
    private const int State = 3;
    private const int User = 7;

    // A socket that was closed on the other side belongs to nobody, and nobody is shown as 0.
    private const string Established = "01";

    /// <summary>Whether the other end of <paramref name="socket"/>, a loopback connection, is this user's or root's. Elsewhere than on Linux nobody knows, and all are let in.</summary>
    public static bool IsOurs(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // A socket of IPv6 may speak IPv4, and is then in the other list. Seen from the other end: its local address is our remote one.
        var (peer, own) = ((IPEndPoint)socket.RemoteEndPoint!, (IPEndPoint)socket.LocalEndPoint!);
        return (Find("/proc/net/tcp", peer.Port, own.Port) ?? Find("/proc/net/tcp6", peer.Port, own.Port)) is { } user && (user == 0 || user == Posix.User);
    }

    private static uint? Find(string path, int local, int remote)
    {
        var (from, to) = (Port(local), Port(remote));
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (!line.Contains(from, StringComparison.Ordinal))
            {
                continue;
            }

            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > User && columns[State] == Established && IsLoopback(columns[Local], from) && IsLoopback(columns[Remote], to))
            {
                return uint.Parse(columns[User], CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static string Port(int port) => string.Create(CultureInfo.InvariantCulture, $":{port:X4}");

    /// <summary>127.0.0.1 with that port, as IPv4 or mapped to IPv6, in the kernel's words.</summary>
    private static bool IsLoopback(string address, string port) =>
        address.EndsWith(port, StringComparison.Ordinal) && address.AsSpan(0, address.Length - port.Length).EndsWith(BitConverter.IsLittleEndian ? "0100007F" : "7F000001");
}
