namespace Muster.Bench.Load;

/// <param name="Port">Where the broker listens on 127.0.0.1.</param>
/// <param name="Connections">Robots, one connection each.</param>
/// <param name="Seconds">How long latencies are counted, after the warm-up.</param>
/// <param name="Warmup">Seconds of the same load before that, not counted.</param>
/// <param name="InFlight">Reports that each robot has sent and that are not acknowledged yet.</param>
internal sealed record LoadOptions(int Port, int Connections, double Seconds, double Warmup, int InFlight)
{
    internal static LoadOptions Parse(ReadOnlySpan<string> args)
    {
        var given = new Arguments(args, "--port", "--connections", "--seconds", "--warmup", "--in-flight");
        return new LoadOptions(
            given.Integer("--port", null, 1, 65_535),
            given.Integer("--connections", null, 1, 1_000_000),
            given.Number("--seconds", null, 0.1, 86_400),
            given.Number("--warmup", 1, 0, 3_600),
            given.Integer("--in-flight", 1, 1, 1_000));
    }
}
