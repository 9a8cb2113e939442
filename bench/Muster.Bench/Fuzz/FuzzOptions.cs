using System.Globalization;

namespace Muster.Bench.Fuzz;

/// <param name="Inputs">How many inputs.</param>
/// <param name="Seed">What they are made from.</param>
/// <param name="From">The index of the first.</param>
/// <param name="Threads">How many threads share them.</param>
/// <param name="Limit">How long one input may take, in seconds of the processor, before it counts as a hang.</param>
/// <param name="Only">The one input to run, and to print; null for all.</param>
/// <param name="Slots">Where the worker says which inputs are in hand; null for the process that starts it.</param>
internal sealed record FuzzOptions(int Inputs, int Seed, int From, int Threads, int Limit, int? Only, string? Slots)
{
    internal static FuzzOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--inputs", "--seed", "--from", "--threads", "--limit", "--only", "--slots");
        return new FuzzOptions(
            given.Integer("--inputs", 10_000_000, 1, int.MaxValue),
            given.Integer("--seed", 1, 0, int.MaxValue),
            given.Integer("--from", 0, 0, int.MaxValue),
            given.Integer("--threads", Environment.ProcessorCount, 1, 256),
            given.Integer("--limit", 10, 1, 3_600),
            given.Text("--only") is null ? null : given.Integer("--only", null, 0, int.MaxValue),
            given.Text("--slots"));
    }

    internal IEnumerable<string> ToArguments(string slots) =>
    [
        "fuzz-rules", "--inputs", Text(Inputs), "--seed", Text(Seed), "--from", Text(From), "--threads", Text(Threads), "--limit", Text(Limit), "--slots", slots,
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
