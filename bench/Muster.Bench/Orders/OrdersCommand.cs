using System.Text.Json;
using Muster.Bench.Native;
using Muster.Bench.Orders.Dispatch;
using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <summary>What orders and their dispatch cost.</summary>
internal static class OrdersCommand
{
    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is not [var measurement, .. var rest])
        {
            return Usage.Print();
        }

        Platform.RequireLinux();
        switch (measurement)
        {
            case "latency":
                Console.WriteLine((await LatencyRun.RunAsync(LatencyOptions.Parse(rest), cancellationToken)).ToText());
                return 0;
            case "throughput":
                Console.WriteLine((await ThroughputRun.RunAsync(ThroughputOptions.Parse(rest), cancellationToken)).ToText());
                return 0;
            case "dispatch":
                Console.WriteLine((await DispatchRun.RunAsync(DispatchOptions.Parse(rest), cancellationToken)).ToText());
                return 0;
            case "beside-status":
                Console.WriteLine((await BesideRun.RunAsync(BesideOptions.Parse(rest), cancellationToken)).ToText());
                return 0;
            case "all":
                return await AllAsync(rest, cancellationToken);
            default:
                return Usage.Print();
        }
    }

    private static async Task<int> AllAsync(string[] args, CancellationToken cancellationToken)
    {
        var given = new Arguments(args, "--muster", "--data", "--json");
        string[] data = given.Text("--data") is { } folder ? ["--data", folder] : [];
        string[] server = [.. data, "--muster", MusterProgram.Find(given.Text("--muster"))];
        var path = given.Text("--json") ?? Path.Combine(MusterProgram.Root() ?? ".", "bench", "results", "orders.json");

        var latency = await LatencyRun.RunAsync(LatencyOptions.Parse(server), cancellationToken);
        Console.WriteLine(latency.ToText());
        var throughput = await ThroughputRun.RunAsync(ThroughputOptions.Parse(server), cancellationToken);
        Console.WriteLine(throughput.ToText());
        var dispatch = await DispatchRun.RunAsync(DispatchOptions.Parse(data), cancellationToken);
        Console.WriteLine(dispatch.ToText());
        var beside = await BesideRun.RunAsync(BesideOptions.Parse(server), cancellationToken);
        Console.WriteLine(beside.ToText());

        var report = OrdersReport.From(latency, throughput, dispatch, beside);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(report, BenchJson.Default.OrdersReport) + "\n", cancellationToken);
        Console.WriteLine($"written to {path}");
        return 0;
    }
}
