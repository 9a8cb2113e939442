using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <param name="Rate">Orders placed a second.</param>
/// <param name="Robots">Robots, one connection each.</param>
/// <param name="Sites">Sites that the robots are spread over.</param>
/// <param name="Seconds">How long is counted, after the warm-up.</param>
/// <param name="Warmup">Seconds of the same load before that, not counted.</param>
/// <param name="Muster">The program to measure.</param>
/// <param name="Data">Where the temporary data folder is made; the system's folder for such when null.</param>
internal sealed record LatencyOptions(double Rate, int Robots, int Sites, double Seconds, double Warmup, string Muster, string? Data)
{
    internal static LatencyOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--rate", "--robots", "--sites", "--seconds", "--warmup", "--muster", "--data");
        return new LatencyOptions(
            given.Number("--rate", 200, 0.1, 100_000),
            given.Integer("--robots", 1_000, 1, 1_000_000),
            given.Integer("--sites", 25, 1, 1_000_000),
            given.Number("--seconds", 30, 1, 86_400),
            given.Number("--warmup", 3, 0, 3_600),
            MusterProgram.Find(given.Text("--muster")),
            given.Text("--data"));
    }
}
