using System.Text.Json;
using Muster.Bench.Native;
using Muster.Bench.Servers;

namespace Muster.Bench.Compare;

/// <summary>
/// Muster beside Mosquitto under the same load. They do not do the same work: Mosquitto acknowledges a report that it has
/// in memory, Muster one that is decided on and synced to disk. The ratio is the price of that.
/// </summary>
internal static class CompareCommand
{
    /// <summary>Between measurements: what a server does when all robots leave is not the other one's time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        Platform.RequireLinux();
        var options = CompareOptions.Parse(args);
        MosquittoServer.FindProgram();
        OpenFileLimit.Require(options.Connections.Max());
        using var folder = new TempFolder(options.Data);
        CompareTable.PrintHead(options, folder.FileSystem);

        List<CompareSeries> series = [];
        foreach (var connections in options.Connections)
        {
            series.Add(await MeasureAsync(connections, options, cancellationToken));
            CompareTable.PrintMedian(series[^1]);
        }

        if (options.Json is { } path)
        {
            var report = CompareReport.From(options, folder.FileSystem, series);
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(report, BenchJson.Default.CompareReport), cancellationToken);
        }

        return 0;
    }

    private static async Task<CompareSeries> MeasureAsync(
        int connections, CompareOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder(options.Data);
        await using var mosquitto = await MosquittoServer.StartAsync(folder, cancellationToken);
        await using var muster = await MusterServer.StartAsync(options.Muster, folder, cancellationToken);

        List<CompareRound> rounds = [];
        for (var number = 1; number <= options.Rounds; number++)
        {
            var first = await LoadProcess.RunAsync(
                mosquitto.Port, connections, options.Seconds, options.InFlight, cancellationToken);
            await Task.Delay(Pause, cancellationToken);
            var second = await LoadProcess.RunAsync(
                muster.Port, connections, options.Seconds, options.InFlight, cancellationToken);
            await Task.Delay(Pause, cancellationToken);
            rounds.Add(new CompareRound(first, second));
            CompareTable.PrintRound(connections, number, rounds[^1]);
        }

        return CompareSeries.From(connections, rounds);
    }
}
