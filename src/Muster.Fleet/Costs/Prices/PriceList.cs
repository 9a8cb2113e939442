namespace Muster.Fleet.Costs.Prices;

/// <summary>Prices as a dated file has them (docs/reference/cost.md).</summary>
/// <param name="Read">The day on which they were put together (ISO 8601).</param>
/// <param name="Regions">By region.</param>
/// <param name="Free">What is free each month, by key.</param>
/// <param name="Credits">The dollars that AWS gives to new accounts; 0 for none.</param>
public sealed record PriceList(
    string Read, IReadOnlyDictionary<string, RegionPrices> Regions, IReadOnlyDictionary<PriceKey, FreeAllowance> Free, decimal Credits);
