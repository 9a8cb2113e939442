using System.Diagnostics;
using Muster.Bench.Fuzz.Checks;
using Muster.Bench.Fuzz.Generation;

namespace Muster.Bench.Fuzz;

/// <summary>Takes pieces away from an input as long as it fails in the same way.</summary>
internal static class FuzzShrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal static FuzzInput Shrink(FuzzInput input, FuzzFailure failure)
    {
        var start = Stopwatch.GetTimestamp();
        var check = new FuzzCheck();
        Func<FuzzInput, bool> fails = smaller => Stopwatch.GetElapsedTime(start) < Patience && check.Run(smaller).Failure?.Kind == failure.Kind;
        foreach (var payload in input.Payloads)
        {
            if (fails(input with { Payloads = [payload] }))
            {
                input = input with { Payloads = [payload] };
                break;
            }
        }

        var (whole, last) = (input, input.Payloads[0]);
        if (fails(whole with { Template = "" }))
        {
            whole = whole with { Template = "" };
        }

        if (fails(whole with { Call = null }))
        {
            whole = whole with { Call = null };
        }

        whole = whole with { Sql = new string(Shrink(whole.Sql.ToCharArray(), smaller => fails(whole with { Sql = new string(smaller) }))) };
        whole = whole with { Template = new string(Shrink(whole.Template.ToCharArray(), smaller => fails(whole with { Template = new string(smaller) }))) };
        return whole.Payloads is [_] ? whole with { Payloads = [Shrink(last, smaller => fails(whole with { Payloads = [smaller] }))] } : whole;
    }

    /// <summary>Takes halves away, then quarters, down to single items.</summary>
    private static T[] Shrink<T>(T[] items, Func<T[], bool> fails)
    {
        for (var size = items.Length; size > 0; size /= 2)
        {
            for (var at = 0; at < items.Length;)
            {
                T[] smaller = [.. items.AsSpan(0, at), .. items.AsSpan(Math.Min(items.Length, at + size))];
                if (fails(smaller))
                {
                    items = smaller;
                }
                else
                {
                    at += size;
                }
            }
        }

        return items;
    }
}
