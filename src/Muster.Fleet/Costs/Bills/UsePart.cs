using Muster.Fleet.Costs.Prices;

namespace Muster.Fleet.Costs.Bills;

/// <summary>A quantity of something that has a price.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Quantity">How much in a month, as it is counted: messages, not millions of them.</param>
/// <param name="Origin">How it comes about, with the numbers put in: <c>100 robots × 43,800 min</c>.</param>
public sealed record UsePart(PriceKey Key, decimal Quantity, string Origin);
