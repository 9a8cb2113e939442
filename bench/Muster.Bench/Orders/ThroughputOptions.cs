using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <param name="Robots">Robots, one connection each; at most half of them have an order at a time.</param>
/// <param name="Sites">Sites that the robots are spread over.</param>
/// <param name="Placers">Customers, one connection each, who order anew when answered.</param>
/// <param name="Seconds">How long is counted, after the warm-up.</param>
/// <param name="Warmup">Seconds of the same load before that, not counted.</param>
/// <param name="Muster">The program to measure.</param>
/// <param name="Data">Where the temporary data folder is made; the system's folder for such when null.</param>
internal sealed record ThroughputOptions(int Robots, int Sites, int Placers, double Seconds, double Warmup, string Muster, string? Data)
{
    internal static ThroughputOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--robots", "--sites", "--placers", "--seconds", "--warmup", "--muster", "--data");
        return new ThroughputOptions(
            given.Integer("--robots", 1_000, 2, 1_000_000),
            given.Integer("--sites", 100, 1, 1_000_000),
            given.Integer("--placers", 64, 1, 100_000),
            given.Number("--seconds", 20, 1, 86_400),
            given.Number("--warmup", 3, 0, 3_600),
            MusterProgram.Find(given.Text("--muster")),
            given.Text("--data"));
    }
}
