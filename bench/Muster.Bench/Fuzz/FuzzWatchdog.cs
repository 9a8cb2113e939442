using System.Diagnostics;

namespace Muster.Bench.Fuzz;

/// <summary>
/// Sees an input that its thread does not come back from. It counts the processor's time, a thread's share of that of the process, so
/// that a busy machine makes no hang; and the clock's, ten times as long, for what waits without working.
/// </summary>
/// <param name="slots">Which inputs are in hand.</param>
/// <param name="threads">How many threads there are.</param>
/// <param name="limit">How long an input may take.</param>
internal sealed class FuzzWatchdog(FuzzSlots slots, int threads, TimeSpan limit)
{
    private readonly (long Index, TimeSpan Processor, long Clock)[] _seen = [.. Enumerable.Repeat((FuzzSlots.None, TimeSpan.Zero, 0L), threads)];

    /// <summary>An input that has taken longer than it may; null when there is none. To be asked often.</summary>
    internal long? Overdue()
    {
        var processor = Environment.CpuUsage.TotalTime;
        for (var thread = 0; thread < threads; thread++)
        {
            var (index, since, clock) = _seen[thread];
            var now = slots.Index(thread);
            if (now != index)
            {
                _seen[thread] = (now, processor, Stopwatch.GetTimestamp());
            }
            else if (index != FuzzSlots.None && ((processor - since) / threads > limit || Stopwatch.GetElapsedTime(clock) > 10 * limit))
            {
                return index;
            }
        }

        return null;
    }
}
