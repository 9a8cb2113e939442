using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <param name="Connections">Robots that only report their status, as fast as they are acknowledged.</param>
/// <param name="Seconds">How long each measurement is.</param>
/// <param name="Rounds">Measurements without and with orders.</param>
/// <param name="Rate">Orders placed a second.</param>
/// <param name="Robots">Robots that carry them out; they are connected in both cases.</param>
/// <param name="Sites">Sites that these are spread over.</param>
/// <param name="Muster">The program to measure.</param>
/// <param name="Data">Where the temporary data folder is made; the system's folder for such when null.</param>
internal sealed record BesideOptions(int Connections, double Seconds, int Rounds, double Rate, int Robots, int Sites, string Muster, string? Data)
{
    internal static BesideOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--connections", "--seconds", "--rounds", "--rate", "--robots", "--sites", "--muster", "--data");
        return new BesideOptions(
            given.Integer("--connections", 100, 1, 1_000_000),
            given.Number("--seconds", 10, 0.1, 3_600),
            given.Integer("--rounds", 3, 1, 1_000),
            given.Number("--rate", 200, 0.1, 100_000),
            given.Integer("--robots", 250, 1, 1_000_000),
            given.Integer("--sites", 10, 1, 1_000_000),
            MusterProgram.Find(given.Text("--muster")),
            given.Text("--data"));
    }
}
