using Muster.Bench.Fuzz.Checks;

namespace Muster.Bench.Fuzz;

/// <summary>What a run has seen so far. Each thread has one, and they are added up.</summary>
internal sealed class FuzzTally
{
    internal long Inputs { get; private set; }

    internal long Compiled { get; private set; }

    internal long Messages { get; private set; }

    internal long Events { get; private set; }

    internal long Rendered { get; private set; }

    /// <summary>The input that took longest, and how long.</summary>
    internal (long Index, TimeSpan Time) Slowest { get; private set; }

    internal void Add(long index, in FuzzOutcome outcome, TimeSpan time)
    {
        Inputs++;
        Compiled += outcome.IsCompiled ? 1 : 0;
        Messages += outcome.IsCompiled ? outcome.Messages : 0;
        Events += outcome.Events;
        Rendered += outcome.Rendered;
        Slowest = time > Slowest.Time ? (index, time) : Slowest;
    }

    internal static FuzzTally Sum(IEnumerable<FuzzTally> tallies)
    {
        var sum = new FuzzTally();
        foreach (var one in tallies)
        {
            sum.Inputs += one.Inputs;
            sum.Compiled += one.Compiled;
            sum.Messages += one.Messages;
            sum.Events += one.Events;
            sum.Rendered += one.Rendered;
            sum.Slowest = one.Slowest.Time > sum.Slowest.Time ? one.Slowest : sum.Slowest;
        }

        return sum;
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Inputs:N0} inputs: {Share(Compiled, Inputs)} of the statements compiled, {Share(Events, Messages)} of their {Messages:N0} messages made events, {Rendered:N0} texts rendered; slowest {Slowest.Time.TotalMilliseconds:N0} ms (index {Slowest.Index})");

    private static string Share(long part, long whole) => FormattableString.Invariant($"{(whole == 0 ? 0 : 100.0 * part / whole):0.0} %");
}
