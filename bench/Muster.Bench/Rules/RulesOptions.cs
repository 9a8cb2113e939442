namespace Muster.Bench.Rules;

/// <param name="Rounds">Rounds of each measurement; what is reported is their median.</param>
/// <param name="Milliseconds">How long a round takes, about.</param>
/// <param name="Rules">How many rules the many are.</param>
/// <param name="Json">Where to keep the results; null to print only.</param>
internal sealed record RulesOptions(int Rounds, int Milliseconds, int Rules, string? Json)
{
    internal static RulesOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--rounds", "--milliseconds", "--rules", "--json");
        return new RulesOptions(
            given.Integer("--rounds", 15, 1, 1_000),
            given.Integer("--milliseconds", 100, 1, 60_000),
            given.Integer("--rules", 10_000, 10, 1_000_000),
            given.Text("--json"));
    }
}
