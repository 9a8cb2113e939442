using Muster.Fleet.Costs;

namespace Muster.Local.Measure;

/// <summary>A function with all its memory sizes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Runtime">Its runtime, by AWS's identifier.</param>
/// <param name="Points">One for each memory size, in the plan's order.</param>
public sealed record MeasuredFunction(string Name, string Runtime, IReadOnlyList<MeasurePoint> Points)
{
    /// <summary>The good point that costs least; of two alike the smaller one. None when there is no good point.</summary>
    /// <param name="rate">How often the function is invoked.</param>
    /// <param name="prices">The prices.</param>
    public MeasurePoint? Cheapest(Rate rate, LambdaPrices prices) =>
        Points.Where(p => p.IsGood).OrderBy(p => p.Use(rate)!.ByCalculator(prices)).ThenBy(p => p.Use(rate)!.Exact(prices)).ThenBy(p => p.MemorySize).FirstOrDefault();

    /// <summary>The good point with the least median; of two alike the smaller one. None when there is no good point.</summary>
    public MeasurePoint? Fastest() => Points.Where(p => p.IsGood).OrderBy(p => p.Median).ThenBy(p => p.MemorySize).FirstOrDefault();
}
