using Muster.Bench.Native;
using Muster.Bench.Orders.Flow;
using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <summary>How many orders a second go through their whole life: placed, dispatched, accepted, begun and completed, each on disk.</summary>
internal static class ThroughputRun
{
    internal static async Task<ThroughputResult> RunAsync(ThroughputOptions options, CancellationToken cancellationToken)
    {
        OpenFileLimit.Require(options.Robots + options.Placers);
        using var folder = new TempFolder(options.Data);
        await using var muster = await MusterServer.StartAsync(options.Muster, folder, cancellationToken);
        using var flow = new OrderFlow(new FlowOptions(options.Robots, options.Sites, "ACCEPTED", "IN_PROGRESS", "COMPLETED"), muster.HttpPort);
        flow.Connect(muster.Port, cancellationToken);

        var pace = OrderPace.AsAnswered(options.Placers, maxOpen: options.Robots / 2);
        flow.Run(pace, options.Warmup, cancellationToken);
        flow.Count();
        var before = flow.Ledger.Completed;
        var cpu = new ProcessCpu(muster.ProcessId);
        var seconds = flow.Run(pace, options.Seconds, cancellationToken);
        var completed = flow.Ledger.Completed - before;
        var (load, server) = (cpu.Own, cpu.Server);
        flow.Finish(cancellationToken);
        flow.RequirePeace();

        var byApi = await FlowCounts.CompletedAsync(muster, cancellationToken);
        if (byApi != flow.Ledger.Completed)
        {
            throw new BenchException($"{flow.Ledger.Completed} orders were completed, but the API has {byApi}");
        }

        return new ThroughputResult(
            options.Robots, options.Sites, options.Placers, Math.Round(seconds, 3), completed, Math.Round(completed / seconds, 1),
            flow.Ledger.ToRobot.Quantile(0.5), flow.Ledger.ToRobot.Quantile(0.99), byApi,
            Math.Round(load.TotalSeconds / seconds, 3), Math.Round(server.TotalSeconds / seconds, 3),
            Math.Round(server.TotalMicroseconds / Math.Max(1, completed), 1));
    }
}
