using System.Diagnostics;

namespace Muster.Bench.Rules;

/// <summary>
/// A plain stopwatch loop: a round calls an action so often that it takes the time that it should. The first rounds, until the
/// runtime has compiled for good what runs often, are not counted.
/// </summary>
internal sealed class Rounds(int rounds, int milliseconds)
{
    /// <summary>What the runtime needs to see, call and compile in its last tier.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Nanoseconds a call, of each round.</summary>
    internal double[] Measure(Action action) => Measure([action])[0];

    /// <summary>The same for several actions in turns, so that what else the machine does meets all of them.</summary>
    internal double[][] Measure(Action[] actions)
    {
        var calls = Array.ConvertAll(actions, Calls);
        var results = Array.ConvertAll(actions, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                results[i][round] = Time(actions[i], calls[i]);
            }
        }

        return results;
    }

    /// <summary>Bytes that a call allocates on this thread.</summary>
    internal static double Allocated(Action action)
    {
        const int Calls = 10_000;
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            action();
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private int Calls(Action action)
    {
        var (start, calls) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            action();
            calls++;
        }

        // By now it is faster than it was on average.
        var nanoseconds = Time(action, Math.Max(1, calls / 10));
        return (int)Math.Clamp(milliseconds * 1e6 / nanoseconds, 1, int.MaxValue);
    }

    private static double Time(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
