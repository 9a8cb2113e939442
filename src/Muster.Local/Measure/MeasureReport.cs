namespace Muster.Local.Measure;

/// <summary>What a measurement came to.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Functions">The functions, in the plan's order.</param>
/// <param name="Limits">How they were limited, such as <c>cgroup v1</c>; none when they were not.</param>
/// <param name="Unlimited">Why they were not; empty when they were.</param>
/// <param name="Processors">How many processors the machine has.</param>
/// <param name="Machine">Its kind of processor, such as <c>x64</c>.</param>
/// <param name="StartedAt">When it began (UTC).</param>
public sealed record MeasureReport(
    MeasurePlan Plan, IReadOnlyList<MeasuredFunction> Functions, string? Limits, string Unlimited, int Processors, string Machine, DateTimeOffset StartedAt)
{
    /// <summary>What a month of a point costs, in dollars, as AWS's calculator adds it up; none without warm invocations.</summary>
    public decimal? Monthly(MeasurePoint point) => point.Use(Plan.Rate)?.ByCalculator(Plan.Prices);

    /// <summary>Whether each function has a memory size with which it works.</summary>
    public bool IsGood => Functions.All(f => f.Points.Any(p => p.IsGood));
}
