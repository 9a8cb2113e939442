using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>What one small server that is always on uses, with <c>muster up</c> on it: broker, store, API and portal in one process.</summary>
public static class ServerUse
{
    /// <summary>The server, in words.</summary>
    public const string Name = "t4g.small, 20 GB gp3, public IPv4";

    private const int DiskGigabytes = 20;

    /// <summary>The lines of its bill.</summary>
    public static IReadOnlyList<UseLine> Lines { get; } =
    [
        new UseLine("EC2", "t4g.small", [new UsePart(PriceKey.Server, Month.Hours, $"{Month.Hours} h")]),
        new UseLine("EBS", "gp3", [new UsePart(PriceKey.ServerDisk, DiskGigabytes, $"{DiskGigabytes} GB")]),
        new UseLine("VPC", "public IPv4", [new UsePart(PriceKey.ServerAddress, Month.Hours, $"{Month.Hours} h")]),
    ];
}
