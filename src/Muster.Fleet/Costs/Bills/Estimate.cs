using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>A fleet's bill in every variant, and a small server's beside it.</summary>
/// <param name="Load">What the fleet does.</param>
/// <param name="Prices">The region's prices.</param>
/// <param name="Bill">The bill as the load says: with or without Basic Ingest.</param>
/// <param name="Standard">The bill when robots publish to their topics.</param>
/// <param name="BasicIngest">The bill when they publish straight to the rules.</param>
/// <param name="Server">The server's bill.</param>
/// <param name="Break">Reports a month at which the cloud costs as much as the server, without the free tier; none when it always costs more.</param>
/// <param name="BreakWithFreeTier">The same with the free tier.</param>
public sealed record Estimate(
    FleetLoad Load, RegionPrices Prices, Bill Bill, Bill Standard, Bill BasicIngest, Bill Server, decimal? Break, decimal? BreakWithFreeTier)
{
    private static readonly IReadOnlyDictionary<PriceKey, FreeAllowance> Nothing = new Dictionary<PriceKey, FreeAllowance>();

    /// <summary>Whether the server can be compared: all that it uses has a price.</summary>
    public bool KnowsServer => Server.Missing.Count == 0;

    /// <summary>Makes it.</summary>
    public static Estimate Of(FleetLoad load, RegionPrices prices, IReadOnlyDictionary<PriceKey, FreeAllowance> free)
    {
        var standard = Bill.Of(CloudUse.Of(load with { BasicIngest = false }), prices, free);
        var basic = Bill.Of(CloudUse.Of(load with { BasicIngest = true }), prices, free);
        var server = Bill.Of(ServerUse.Lines, prices, Nothing);
        return new Estimate(
            load, prices, load.BasicIngest ? basic : standard, standard, basic, server,
            BreakEven.Reports(load, prices, Nothing, server.Total),
            BreakEven.Reports(load, prices, free, server.Total));
    }
}
