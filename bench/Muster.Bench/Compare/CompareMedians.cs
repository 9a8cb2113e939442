using Muster.Bench.Load;

namespace Muster.Bench.Compare;

internal sealed record CompareMedians(double AckedPerSecond, double P50Us, double P99Us)
{
    internal static CompareMedians From(IReadOnlyList<LoadResult> results) => new(
        Math.Round(Statistics.Median(results.Select(result => result.AckedPerSecond)), 1),
        Statistics.Median(results.Select(result => (double)result.P50Us)),
        Statistics.Median(results.Select(result => (double)result.P99Us)));
}
