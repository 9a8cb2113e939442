using Muster.Bench.Servers;

namespace Muster.Bench.Compare;

internal sealed record CompareOptions(
    int[] Connections, double Seconds, int Rounds, int InFlight, string Muster, string? Data, string? Json)
{
    internal static CompareOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--connections", "--seconds", "--rounds", "--in-flight", "--muster", "--data", "--json");
        return new CompareOptions(
            given.Integers("--connections", "100,1000", 1, 1_000_000),
            given.Number("--seconds", 5, 0.1, 86_400),
            given.Integer("--rounds", 5, 1, 1_000),
            given.Integer("--in-flight", 1, 1, 1_000),
            MusterProgram.Find(given.Text("--muster")),
            given.Text("--data"),
            given.Text("--json"));
    }
}
