using System.Diagnostics;
using System.Globalization;

namespace Muster.Bench.Rules.Fuzz;

/// <summary><c>fuzz-rules</c>: very many inputs to the rules engine, on all processors, the same for the same seed.</summary>
internal static class FuzzCommand
{
    // Each share of the inputs has a seed of its own, so that the inputs do not depend on the number of processors.
    private const int Shares = 100;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    internal static int Run(string[] args, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(args, "--inputs", "--seed", "--threads");
        var inputs = arguments.Integer("--inputs", 10_000_000, 1, int.MaxValue);
        var seed = arguments.Integer("--seed", 1, 0, int.MaxValue / 2);
        var threads = arguments.Integer("--threads", Environment.ProcessorCount, 1, 1024);
        var started = Stopwatch.GetTimestamp();
        var shares = Enumerable.Range(0, Shares).Select(s => new FuzzShare(seed + s, (inputs / Shares) + (s < inputs % Shares ? 1 : 0))).ToArray();
        using var watch = new Timer(_ => Watch(shares, started), null, Hang / 2, Hang / 2);
        try
        {
            Parallel.ForEach(shares, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, share => share.Run(cancellationToken));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<FuzzException>().FirstOrDefault() is { } found)
        {
            Console.Error.WriteLine($"seed {seed}: {found}");
            return 1;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{shares.Sum(s => s.Done)} inputs, seed {seed}: {shares.Sum(s => s.Loaded)} statements loaded, {shares.Sum(s => s.Emitted)} messages made an event, none crashed; slowest {shares.Max(s => s.Slowest).TotalMilliseconds:F0} ms; {elapsed.TotalSeconds:F0} s on {threads} threads"));
        return 0;
    }

    private static void Watch(FuzzShare[] shares, long started)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shares.Sum(s => s.Done)} inputs after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        if (shares.FirstOrDefault(s => s.Present > Hang) is { } stuck)
        {
            Console.Error.WriteLine($"hangs for {Hang.TotalSeconds} s: {stuck.Describe()}");
            Environment.Exit(1);
        }
    }
}
