using System.Diagnostics;
using System.Text;

namespace Muster.Bench.Rules.Fuzz;

/// <summary>Some of the inputs, from one seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="inputs">How many.</param>
internal sealed class FuzzShare(int seed, int inputs)
{
    private RuleFuzzer? _fuzzer;
    private long _since;

    /// <summary>How many are done.</summary>
    internal long Done { get; private set; }

    /// <summary>How many statements loaded.</summary>
    internal long Loaded => _fuzzer?.Loaded ?? 0;

    /// <summary>How many messages made an event.</summary>
    internal long Emitted => _fuzzer?.Emitted ?? 0;

    /// <summary>The longest that one input took.</summary>
    internal TimeSpan Slowest { get; private set; }

    /// <summary>How long the present input takes already.</summary>
    internal TimeSpan Present => Volatile.Read(ref _since) is var since and not 0 ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Runs them.</summary>
    internal void Run(CancellationToken cancellationToken)
    {
        _fuzzer = new RuleFuzzer(seed);
        while (Done < inputs && !cancellationToken.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            Volatile.Write(ref _since, start);
            _fuzzer.Next();
            var elapsed = Stopwatch.GetElapsedTime(start);
            Slowest = elapsed > Slowest ? elapsed : Slowest;
            Done++;
        }

        Volatile.Write(ref _since, 0);
    }

    /// <summary>The present input.</summary>
    internal string Describe() => $"{_fuzzer?.Sql}\n  payload (base64): {Convert.ToBase64String(_fuzzer?.Payload ?? [])}\n  payload: {Encoding.UTF8.GetString(_fuzzer?.Payload ?? [])}";
}
