using Muster.Bench.Compare;
using Muster.Bench.Load;
using Muster.Bench.Native;
using Muster.Bench.Orders.Flow;
using Muster.Bench.Servers;

namespace Muster.Bench.Orders;

/// <summary>What orders take from status reports: how many are acknowledged a second at full load, without and with orders.</summary>
internal static class BesideRun
{
    private const double Hour = 3_600;

    internal static async Task<BesideResult> RunAsync(BesideOptions options, CancellationToken cancellationToken)
    {
        OpenFileLimit.Require(options.Connections + (4 * options.Robots));
        using var folder = new TempFolder(options.Data);
        await using var muster = await MusterServer.StartAsync(options.Muster, folder, cancellationToken);
        using var flow = new OrderFlow(new FlowOptions(options.Robots, options.Sites, "ACCEPTED", "COMPLETED"), muster.HttpPort);
        flow.Connect(muster.Port, cancellationToken);

        var orders = OrderPace.ByClock(options.Rate);
        List<BesideRound> rounds = [];
        for (var number = 1; number <= options.Rounds; number++)
        {
            // Who is first changes from round to round: a machine that gets slower must not look like the price of orders.
            var isWithFirst = number % 2 == 0;
            var first = await MeasureAsync(isWithFirst ? orders : OrderPace.None, flow, muster, options, cancellationToken);
            var second = await MeasureAsync(isWithFirst ? OrderPace.None : orders, flow, muster, options, cancellationToken);
            rounds.Add(isWithFirst ? new BesideRound(second, first) : new BesideRound(first, second));
            Console.WriteLine($"round {number}, without: {rounds[^1].Without.ToLine()}");
            Console.WriteLine($"round {number}, with:    {rounds[^1].With.ToLine()}");
        }

        flow.RequirePeace();
        var (without, with) = (Median(rounds, round => round.Without), Median(rounds, round => round.With));
        return new BesideResult(
            options.Rate, options.Robots, rounds, without, with, Math.Round(with / without, 3),
            flow.Ledger.Completed, flow.Ledger.ToRobot.Quantile(0.5), flow.Ledger.ToRobot.Quantile(0.99));
    }

    /// <summary>The reports come from another process, so that each side has its own thread and its own share of the processors.</summary>
    private static async Task<LoadResult> MeasureAsync(
        OrderPace pace, OrderFlow flow, MusterServer muster, BesideOptions options, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource();
        var flowing = Task.Factory.StartNew(
            () => flow.Run(pace, Hour, cancellationToken, enough.Token), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        LoadResult result;
        try
        {
            result = await LoadProcess.RunAsync(muster.Port, options.Connections, options.Seconds, inFlight: 1, cancellationToken);
        }
        finally
        {
            await enough.CancelAsync();
            await flowing;
        }

        flow.Finish(cancellationToken);
        return result;
    }

    private static double Median(IEnumerable<BesideRound> rounds, Func<BesideRound, LoadResult> choose) =>
        Math.Round(Statistics.Median(rounds.Select(round => choose(round).AckedPerSecond)), 1);
}
