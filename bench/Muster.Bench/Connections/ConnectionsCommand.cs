using System.Diagnostics;
using System.Globalization;
using Muster.Bench.Native;
using Muster.Bench.Servers;

namespace Muster.Bench.Connections;

/// <summary>What a large fleet costs in memory while every robot reports now and then.</summary>
internal static class ConnectionsCommand
{
    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        Platform.RequireLinux();
        var options = ConnectionsOptions.Parse(args);
        OpenFileLimit.Require(options.Connections);
        using var folder = new TempFolder(options.Data);
        await using var muster = await MusterServer.StartAsync(options.Muster, folder, cancellationToken);
        Print($"started: {Describe(ProcessMemory.Read(muster.ProcessId))}");

        using var fleet = new ConnectedFleet();
        var start = Stopwatch.GetTimestamp();
        fleet.Connect(muster.Port, options.Connections, cancellationToken);
        var connected = ProcessMemory.Read(muster.ProcessId);
        Print($"{options.Connections:N0} robots connected and subscribed in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s: {Describe(connected)}");

        fleet.Report(options.Every, options.Every, cancellationToken);
        var counters = fleet.Report(options.Every, options.Seconds, cancellationToken);
        PrintResult(options, counters, ProcessMemory.Read(muster.ProcessId));
        return counters.Latencies.Count == counters.Sent && counters.Rejected == 0 ? 0 : 1;
    }

    private static void PrintResult(ConnectionsOptions options, FleetCounters counters, ProcessMemory memory)
    {
        var latencies = counters.Latencies;
        Print($"after {options.Seconds:N0} s of one report per robot every {options.Every:N1} s: {Describe(memory)}");
        Print($"{latencies.Count:N0} of {counters.Sent:N0} reports acknowledged, p50 {latencies.Quantile(0.5)} us, p99 {latencies.Quantile(0.99)} us, max {latencies.MaxMicroseconds} us");
        Print($"{counters.LeftOut} left out (previous not acknowledged), {counters.Rejected} rejected, {counters.Commands} commands received, robots at most {counters.Late.TotalMilliseconds:F1} ms behind their timetable");
    }

    private static string Describe(ProcessMemory memory) =>
        string.Create(CultureInfo.InvariantCulture, $"{memory.Resident:F1} MB resident, {memory.Peak:F1} MB at most");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
