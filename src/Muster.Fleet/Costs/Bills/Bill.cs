using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>A month's bill, in dollars, without taxes.</summary>
/// <param name="Lines">Its lines.</param>
public sealed record Bill(IReadOnlyList<BillLine> Lines)
{
    /// <summary>All lines without the free tier, not rounded; what has no price is left out.</summary>
    public decimal Total => Lines.Sum(l => l.Cost);

    /// <summary>All lines with the free tier.</summary>
    public decimal TotalWithFreeTier => Lines.Sum(l => l.CostWithFreeTier);

    /// <summary>What is used and has no price in the file: the totals are without it.</summary>
    public IReadOnlyList<PriceKey> Missing => [.. Lines.SelectMany(l => l.Parts).Where(p => p.Cost is null).Select(p => p.Use.Key).Distinct()];

    /// <summary>What is used beyond the quantity to which the file's price holds, so that AWS charges less than this.</summary>
    public IReadOnlyList<Price> Exceeded =>
    [
        .. Lines.SelectMany(l => l.Parts).GroupBy(p => p.Use.Key).Select(g => (g.First().Price, Quantity: g.Sum(p => p.Use.Quantity)))
            .Where(g => g.Price?.UpTo is { } most && g.Quantity > most * g.Price.Key.Per).Select(g => g.Price!),
    ];

    /// <summary>Prices what is used. What is free goes to the first lines that use it.</summary>
    public static Bill Of(IEnumerable<UseLine> use, RegionPrices prices, IReadOnlyDictionary<PriceKey, FreeAllowance> free)
    {
        var left = free.ToDictionary(f => f.Key, f => f.Value.Quantity);
        return new Bill([.. use.Select(line => new BillLine(line.Service, line.Name, [.. line.Parts.Select(Price)]))]);

        BillPart Price(UsePart part)
        {
            var taken = Math.Min(left.GetValueOrDefault(part.Key), part.Quantity);
            left[part.Key] = left.GetValueOrDefault(part.Key) - taken;
            return new BillPart(part, prices.Find(part.Key), taken);
        }
    }
}
