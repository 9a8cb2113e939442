namespace Muster.Fleet.Costs.Prices;

/// <summary>What AWS does not charge for in each month, in all accounts for as long as they exist ("always free").</summary>
/// <param name="Key">Of what.</param>
/// <param name="Units">How many units of the key, such as 1 (million requests).</param>
/// <param name="AsOf">The day on which it stood so in the source (ISO 8601); none when that is not known.</param>
/// <param name="Source">Where it stands: a URL.</param>
public sealed record FreeAllowance(PriceKey Key, decimal Units, string? AsOf, string Source)
{
    /// <summary>How many of what is counted: 1,000,000 requests.</summary>
    public decimal Quantity => Units * Key.Per;
}
