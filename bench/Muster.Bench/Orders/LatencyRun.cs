using Muster.Bench.Native;
using Muster.Bench.Orders.Flow;
using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <summary>How long it takes from a customer's order to the command at the robot, at a given rate of orders.</summary>
internal static class LatencyRun
{
    internal static async Task<LatencyResult> RunAsync(LatencyOptions options, CancellationToken cancellationToken)
    {
        OpenFileLimit.Require(2 * options.Robots);
        using var folder = new TempFolder(options.Data);
        await using var muster = await MusterServer.StartAsync(options.Muster, folder, cancellationToken);
        using var flow = new OrderFlow(new FlowOptions(options.Robots, options.Sites, "ACCEPTED", "COMPLETED"), muster.HttpPort);
        flow.Connect(muster.Port, cancellationToken);

        // Two stretches: what the warm-up was behind its timetable is not carried into what is counted.
        var pace = OrderPace.ByClock(options.Rate);
        flow.Run(pace, options.Warmup, cancellationToken);
        flow.Count();
        var cpu = new ProcessCpu(muster.ProcessId);
        var seconds = flow.Run(pace, options.Seconds, cancellationToken);
        var (load, server) = (cpu.Own / TimeSpan.FromSeconds(seconds), cpu.Server / TimeSpan.FromSeconds(seconds));
        flow.Finish(cancellationToken);
        flow.RequirePeace();

        var (toRobot, toAnswer) = (flow.Ledger.ToRobot, flow.Ledger.ToAnswer);
        return new LatencyResult(
            options.Rate, options.Robots, options.Sites, Math.Round(seconds, 3), toRobot.Count,
            toRobot.Quantile(0.5), toRobot.Quantile(0.95), toRobot.Quantile(0.99), toRobot.MaxMicroseconds,
            toAnswer.Quantile(0.5), toAnswer.Quantile(0.99),
            (long)flow.Late.TotalMicroseconds, Math.Round(load, 3), Math.Round(server, 3));
    }
}
