using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>How many reports a month make the cloud as dear as a server, all else unchanged.</summary>
public static class BreakEven
{
    /// <summary>Nobody sends more than so many.</summary>
    private const decimal Most = 1e12m;

    /// <summary>The largest whole number of reports in a month for which the bill is not above <paramref name="dollars"/>.</summary>
    /// <param name="load">The fleet; its reports are replaced.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="free">What is free; nothing without the free tier.</param>
    /// <param name="dollars">What the server costs in a month.</param>
    /// <returns>None when the cloud costs more without a single report.</returns>
    public static decimal? Reports(FleetLoad load, RegionPrices prices, IReadOnlyDictionary<PriceKey, FreeAllowance> free, decimal dollars)
    {
        if (Total(0) > dollars)
        {
            return null;
        }

        // What is free makes the line bend, but it never falls: halve.
        var (below, above) = (0m, Most);
        while (above - below > 1)
        {
            var middle = decimal.Floor((below + above) / 2);
            (below, above) = Total(middle) > dollars ? (below, middle) : (middle, above);
        }

        return below;

        decimal Total(decimal reports) => Bill.Of(CloudUse.Of(load with { Reports = reports }), prices, free).TotalWithFreeTier;
    }
}
