using System.Diagnostics;
using Muster.Bench.Fuzz.Checks;
using Muster.Bench.Fuzz.Generation;

namespace Muster.Bench.Fuzz;

/// <summary>Threads that take one input after the other, and one that watches them.</summary>
internal sealed class FuzzRun(FuzzOptions options, FuzzSlots slots, CancellationToken cancellationToken)
{
    /// <summary>After so many different failures there is enough to do.</summary>
    private const int MaxFailures = 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly FuzzTally[] _tallies = [.. Enumerable.Range(0, options.Threads).Select(_ => new FuzzTally())];
    private long _next = options.From;

    internal static int Run(FuzzOptions options, string slotFile, CancellationToken cancellationToken)
    {
        using var slots = FuzzSlots.Open(slotFile, options.Threads);
        return new FuzzRun(options, slots, cancellationToken).Run();
    }

    private int Run()
    {
        var start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, options.Threads).Select(t => new Thread(() => Work(t), FuzzThread.StackSize) { IsBackground = true })];
        for (var thread = 0; thread < threads.Length; thread++)
        {
            slots.Free(thread);
        }

        Array.ForEach(threads, thread => thread.Start());
        if (Watch(threads, start) is { } hanging)
        {
            Console.WriteLine($"HANG: input {hanging} has taken {options.Limit} s");
            FuzzOne.Print(FuzzInput.Make((ulong)options.Seed, hanging));
            Console.WriteLine($"  again: fuzz-rules --seed {options.Seed} --only {hanging}");
            return FuzzExit.Hang;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Console.WriteLine($"seed {options.Seed}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {FuzzTally.Sum(_tallies)}");
        foreach (var (kind, count) in _failures)
        {
            Console.WriteLine($"FAILED {count} times: {kind}");
        }

        Console.WriteLine(_failures.Count == 0 ? "no failure" : $"{_failures.Count} kinds of failure");
        return _failures.Count == 0 ? FuzzExit.Clean : FuzzExit.Failures;
    }

    /// <summary>Waits for the threads; returns the input that one of them does not come back from.</summary>
    private long? Watch(Thread[] threads, long start)
    {
        var watchdog = new FuzzWatchdog(slots, options.Threads, TimeSpan.FromSeconds(options.Limit));
        var said = start;
        while (!Array.TrueForAll(threads, thread => thread.Join(Look)))
        {
            if (watchdog.Overdue() is { } hanging)
            {
                return hanging;
            }

            if (Stopwatch.GetElapsedTime(said) > Every)
            {
                said = Stopwatch.GetTimestamp();
                var sum = FuzzTally.Sum(_tallies);
                Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds,5:0} s, {sum}");
            }
        }

        return null;
    }

    private void Work(int thread)
    {
        var check = new FuzzCheck();
        var end = (long)options.From + options.Inputs;
        while (!cancellationToken.IsCancellationRequested && Interlocked.Increment(ref _next) - 1 is var index && index < end)
        {
            slots.Take(thread, index);
            var start = Stopwatch.GetTimestamp();
            var input = FuzzInput.Make((ulong)options.Seed, index);
            var outcome = check.Run(input);
            _tallies[thread].Add(index, outcome, Stopwatch.GetElapsedTime(start));
            slots.Free(thread);
            if (outcome.Failure is { } failure)
            {
                Remember(index, input, failure);
            }
        }

        slots.Free(thread);
    }

    private void Remember(long index, FuzzInput input, FuzzFailure failure)
    {
        lock (_failures)
        {
            _failures[failure.Kind] = _failures.GetValueOrDefault(failure.Kind) + 1;
            if (_failures[failure.Kind] > 1)
            {
                return;
            }

            Console.WriteLine($"FAILED: input {index}");
            FuzzOne.Print(FuzzShrinker.Shrink(input, failure));
            FuzzOne.Print(failure);
            Console.WriteLine($"  again: fuzz-rules --seed {options.Seed} --only {index}");
            if (_failures.Count == MaxFailures)
            {
                Interlocked.Exchange(ref _next, int.MaxValue);
            }
        }
    }
}
