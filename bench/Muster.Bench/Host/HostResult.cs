namespace Muster.Bench.Host;

/// <param name="Invocations">How many were counted.</param>
/// <param name="Median">The round trip, in microseconds.</param>
/// <param name="P95">Its 95th percentile.</param>
/// <param name="P99">Its 99th percentile.</param>
/// <param name="DurationMedian">The part of it that REPORT shows.</param>
internal sealed record HostResult(int Invocations, double Median, double P95, double P99, double DurationMedian)
{
    internal static HostResult Of(List<double> trips, List<double> durations)
    {
        var sorted = trips.Order().ToList();
        return new HostResult(sorted.Count, Statistics.Median(trips), sorted[(int)(sorted.Count * 0.95)], sorted[(int)(sorted.Count * 0.99)], Statistics.Median(durations));
    }
}
