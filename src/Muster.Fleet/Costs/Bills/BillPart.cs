using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>What a quantity costs.</summary>
/// <param name="Use">The quantity.</param>
/// <param name="Price">Its price; none when the file has none.</param>
/// <param name="Free">How much of the quantity is free, where the free tier counts.</param>
public sealed record BillPart(UsePart Use, Price? Price, decimal Free)
{
    /// <summary>Without the free tier, in dollars, not rounded; none without a price.</summary>
    public decimal? Cost => Use.Quantity == 0 ? 0 : Price?.Of(Use.Quantity);

    /// <summary>With the free tier.</summary>
    public decimal? CostWithFreeTier => Use.Quantity == Free ? 0 : Price?.Of(Use.Quantity - Free);
}
