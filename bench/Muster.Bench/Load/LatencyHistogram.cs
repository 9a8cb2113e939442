using System.Diagnostics;

namespace Muster.Bench.Load;

/// <summary>Counts latencies in steps of 10 µs up to 10 s, the rest in the last step; the maximum is exact.</summary>
internal sealed class LatencyHistogram
{
    private const int StepMicroseconds = 10;

    private readonly long[] _counts = new long[1_000_000];
    private long _maxMicroseconds;

    internal long Count { get; private set; }

    internal void Add(long ticks)
    {
        var microseconds = ToMicroseconds(ticks);
        _counts[Math.Min(microseconds / StepMicroseconds, _counts.Length - 1)]++;
        Count++;
        _maxMicroseconds = Math.Max(_maxMicroseconds, microseconds);
    }

    /// <summary>
    /// A report that is still waiting has no latency yet, but the maximum is at least its age: without this a server
    /// that stopped answering would look as if it had never been slow.
    /// </summary>
    internal void AddWaiting(long ticks) => _maxMicroseconds = Math.Max(_maxMicroseconds, ToMicroseconds(ticks));

    /// <summary>The upper end of the step that holds the quantile, in microseconds; 0 without any latency.</summary>
    internal long Quantile(double fraction)
    {
        var wanted = (long)Math.Ceiling(fraction * Count);
        long seen = 0;
        for (var step = 0; step < _counts.Length && Count > 0; step++)
        {
            seen += _counts[step];
            if (seen >= wanted)
            {
                return Math.Min((step + 1) * StepMicroseconds, _maxMicroseconds);
            }
        }

        return 0;
    }

    internal long MaxMicroseconds => _maxMicroseconds;

    private static long ToMicroseconds(long ticks) => ticks * 1_000_000 / Stopwatch.Frequency;
}
