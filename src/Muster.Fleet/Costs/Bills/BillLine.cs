namespace Muster.Fleet.Costs.Bills;

/// <summary>A line of the bill.</summary>
/// <param name="Service">The service.</param>
/// <param name="Name">What for.</param>
/// <param name="Parts">What is charged for it.</param>
public sealed record BillLine(string Service, string Name, IReadOnlyList<BillPart> Parts)
{
    /// <summary>Without the free tier, in dollars, not rounded; what has no price is left out.</summary>
    public decimal Cost => Parts.Sum(p => p.Cost ?? 0);

    /// <summary>With the free tier.</summary>
    public decimal CostWithFreeTier => Parts.Sum(p => p.CostWithFreeTier ?? 0);

    /// <summary>Whether something of it has no price.</summary>
    public bool IsIncomplete => Parts.Any(p => p.Cost is null);
}
