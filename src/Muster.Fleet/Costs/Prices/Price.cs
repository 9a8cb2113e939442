namespace Muster.Fleet.Costs.Prices;

/// <summary>A price of AWS, on demand, and where it is from.</summary>
/// <param name="Key">What it is for.</param>
/// <param name="Dollars">US dollars for one unit of the key, such as a million messages; without tax.</param>
/// <param name="AsOf">The day on which it stood so in the source (ISO 8601); none when that is not known.</param>
/// <param name="Source">Where it stands: a URL.</param>
/// <param name="UpTo">Up to how many units in a month it holds: above, AWS charges less; none when it holds for any number.</param>
public sealed record Price(PriceKey Key, decimal Dollars, string? AsOf, string Source, decimal? UpTo)
{
    /// <summary>What <paramref name="quantity"/> of what is counted costs, in dollars, not rounded.</summary>
    public decimal Of(decimal quantity) => quantity / Key.Per * Dollars;
}
