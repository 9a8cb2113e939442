using System.Globalization;
using System.Text.Json;
using Muster.Bench.Load;
using Muster.Bench.Servers;

namespace Muster.Bench.Compare;

/// <summary>Runs <c>load</c> as a process of its own: a fresh runtime each time, and its processor share is its own.</summary>
internal static class LoadProcess
{
    internal static async Task<LoadResult> RunAsync(
        int port, int connections, double seconds, int inFlight, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "load", "--port", Text(port), "--connections", Text(connections), "--seconds", Text(seconds), "--in-flight", Text(inFlight),
        ];
        var program = Environment.ProcessPath ?? throw new BenchException("cannot tell how this program was started");

        // Started as `dotnet Muster.Bench.dll`, the process is dotnet and needs to be told which program to run.
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        await using var load = isHost
            ? ChildProcess.Start(program, [Path.Combine(AppContext.BaseDirectory, "Muster.Bench.dll"), .. arguments])
            : ChildProcess.Start(program, arguments);
        var output = await load.OutputAsync(cancellationToken);
        var json = output.Split('\n').Single(line => line.StartsWith('{'));
        return JsonSerializer.Deserialize(json, BenchJson.Default.LoadResult)!;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
