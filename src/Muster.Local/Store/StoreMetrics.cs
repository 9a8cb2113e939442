using System.Diagnostics.Metrics;

namespace Muster.Local.Store;

/// <summary>What the writer counts: how many writes a commit carries, and how long it takes.</summary>
internal sealed class StoreMetrics
{
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;

    public StoreMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Muster");
        _batchSize = meter.CreateHistogram(
            "muster.store.commit.size",
            "{write}",
            "Writes carried by one group commit",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096] });
        _duration = meter.CreateHistogram(
            "muster.store.commit.duration",
            "s",
            "Time that one group commit took, until it was on disk",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1] });
        _failures = meter.CreateCounter<long>("muster.store.commit.failures", "{commit}", "Group commits that failed and wrote nothing");
        _failures.Add(0);
    }

    public void Committed(int writes, TimeSpan duration)
    {
        _batchSize.Record(writes);
        _duration.Record(duration.TotalSeconds);
    }

    public void Failed() => _failures.Add(1);
}
