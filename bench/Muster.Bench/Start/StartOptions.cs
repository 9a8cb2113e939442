using Muster.Bench.Servers;

namespace Muster.Bench.Start;

internal sealed record StartOptions(int Runs, string Muster, string? Data)
{
    internal static StartOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--runs", "--muster", "--data");
        return new StartOptions(
            given.Integer("--runs", 10, 1, 1_000), MusterProgram.Find(given.Text("--muster")), given.Text("--data"));
    }
}
