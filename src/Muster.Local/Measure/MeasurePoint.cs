using Muster.Fleet.Costs;

namespace Muster.Local.Measure;

/// <summary>A function with a memory size. Times are in milliseconds; none where no invocation could tell.</summary>
/// <param name="MemorySize">The memory size, in MB.</param>
/// <param name="Runs">The good invocations, in their order.</param>
/// <param name="Failure">The one that ended the measurement of this point early; none when all went well.</param>
/// <param name="PeakMemory">The peak of its processes in any environment, in MB.</param>
public sealed record MeasurePoint(int MemorySize, IReadOnlyList<MeasuredRun> Runs, MeasureFailure? Failure, int PeakMemory)
{
    /// <summary>Warm invocations, in their order.</summary>
    public IReadOnlyList<MeasuredRun> Warm { get; } = [.. Runs.Where(r => r.Init is null)];

    /// <summary>Init phases, the median.</summary>
    public double? Init => Quantiles.Median(Runs.Where(r => r.Init is not null).Select(r => r.Init!.Value.TotalMilliseconds));

    /// <summary>The first invocation in an environment, the median.</summary>
    public double? First => Quantiles.Median(Runs.Where(r => r.Init is not null).Select(r => r.Duration.TotalMilliseconds));

    /// <summary>Warm invocations, the median.</summary>
    public double? Median => Quantiles.Median(WarmMilliseconds);

    /// <summary>Warm invocations, the 95th percentile.</summary>
    public double? P95 => Quantiles.At(WarmMilliseconds, 0.95);

    /// <summary>Warm invocations, the 99th percentile.</summary>
    public double? P99 => Quantiles.At(WarmMilliseconds, 0.99);

    /// <summary>What is billed for a warm invocation, the median.</summary>
    public double? Billed => Quantiles.Median(Warm.Select(r => (double)r.BilledMilliseconds));

    /// <summary>Whether it can be chosen: it came to its end, and has warm invocations.</summary>
    public bool IsGood => Failure is null && Warm.Count > 0;

    private IEnumerable<double> WarmMilliseconds => Warm.Select(r => r.Duration.TotalMilliseconds);

    /// <summary>What the function would use in a month with this size; none without warm invocations.</summary>
    public LambdaUse? Use(Rate rate) => Billed is { } billed ? new LambdaUse(rate.PerMonth, (decimal)billed, MemorySize) : null;
}
