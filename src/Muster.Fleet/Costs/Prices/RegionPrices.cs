namespace Muster.Fleet.Costs.Prices;

/// <summary>The prices of one region of AWS.</summary>
/// <param name="Region">Its code, such as <c>eu-central-1</c>.</param>
/// <param name="Name">Its name, such as "Europe (Frankfurt)".</param>
/// <param name="Prices">Its prices by key; those that nobody could name are not there.</param>
public sealed record RegionPrices(string Region, string Name, IReadOnlyDictionary<PriceKey, Price> Prices)
{
    /// <summary>The price; none when the file has none.</summary>
    public Price? Find(PriceKey key) => Prices.GetValueOrDefault(key);
}
