using Muster.Bench.Servers;

namespace Muster.Bench.Connections;

/// <param name="Connections">Robots, one connection each.</param>
/// <param name="Every">Seconds between two reports of one robot.</param>
/// <param name="Seconds">How long is measured, after every robot has reported once.</param>
/// <param name="Muster">The program to measure.</param>
/// <param name="Data">Where the temporary data folder is made; the system's folder for such when null.</param>
internal sealed record ConnectionsOptions(int Connections, double Every, double Seconds, string Muster, string? Data)
{
    internal static ConnectionsOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--connections", "--every", "--seconds", "--muster", "--data");
        return new ConnectionsOptions(
            given.Integer("--connections", 10_000, 1, 1_000_000),
            given.Number("--every", 10, 0.1, 3_600),
            given.Number("--seconds", 30, 1, 86_400),
            MusterProgram.Find(given.Text("--muster")),
            given.Text("--data"));
    }
}
