using System.Diagnostics;
using System.Globalization;
using Muster.Bench.Native;
using Muster.Bench.Servers;

namespace Muster.Bench.Start;

internal static class StartCommand
{
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        Platform.RequireLinux();
        var options = StartOptions.Parse(args);
        using var folder = new TempFolder(options.Data);

        // Loads and compiles our own side, so that the first run does not pay for it.
        HttpProbe.IsReady(LoopbackPort.FindFree());

        // The first start creates the database; it is shown and not counted.
        var empty = await MeasureAsync(options.Muster, folder.Path, cancellationToken);
        Console.WriteLine(empty.ToLine("empty"));

        List<StartResult> results = [];
        for (var run = 1; run <= options.Runs; run++)
        {
            results.Add(await MeasureAsync(options.Muster, folder.Path, cancellationToken));
            Console.WriteLine(results[^1].ToLine(run.ToString(CultureInfo.InvariantCulture)));
        }

        Console.WriteLine(Summary(results, Enumerable.Min).ToLine("min"));
        Console.WriteLine(Summary(results, Statistics.Median).ToLine("median"));
        Console.WriteLine(Summary(results, Enumerable.Max).ToLine("max"));
        return 0;
    }

    private static StartResult Summary(List<StartResult> results, Func<IEnumerable<double>, double> choose) =>
        new(choose(results.Select(result => result.Milliseconds)), choose(results.Select(result => result.Megabytes)));

    private static async Task<StartResult> MeasureAsync(string program, string data, CancellationToken cancellationToken)
    {
        // Ports that we choose: asking needs no file to appear first.
        var (mqttPort, httpPort) = (LoopbackPort.FindFree(), LoopbackPort.FindFree());
        var start = Stopwatch.GetTimestamp();
        await using var muster = MusterServer.Launch(program, data, mqttPort, httpPort);
        while (!HttpProbe.IsReady(httpPort))
        {
            cancellationToken.ThrowIfCancellationRequested();
            muster.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new BenchException("/readyz did not answer 200 within 30 seconds");
            }

            // Leaves the processor to what is measured; the result is up to about a millisecond too long.
            Thread.Sleep(1);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        await Task.Delay(UntilIdle, cancellationToken);
        return new StartResult(elapsed.TotalMilliseconds, ProcessMemory.Read(muster.Id).Resident);
    }
}
