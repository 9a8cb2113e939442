namespace Muster.Bench.Orders.Dispatch;

/// <summary>
/// What one dispatch costs in fleets of different sizes, beside a scan of the table. In process, on the store and the functions
/// that a server runs. The sizes take turns: what else the machine does meanwhile hits all of them.
/// </summary>
internal static class DispatchRun
{
    private const int WarmupRounds = 100;
    private const int WarmupScans = 2;

    internal static async Task<DispatchResult> RunAsync(DispatchOptions options, CancellationToken cancellationToken)
    {
        List<DispatchFleet> fleets = [];
        try
        {
            foreach (var robots in options.Robots)
            {
                fleets.Add(await DispatchFleet.CreateAsync(robots, options, cancellationToken));
            }

            List<DispatchSamples> ours = [.. fleets.Select(fleet => new DispatchSamples(fleet, fleet.DispatchAsync))];
            List<DispatchSamples> scans = [.. fleets.Select(fleet => new DispatchSamples(fleet, fleet.ScanAsync))];
            await MeasureAsync(ours, WarmupRounds, cancellationToken);
            await MeasureAsync(scans, WarmupScans, cancellationToken);
            ours.ForEach(samples => samples.Clear());
            scans.ForEach(samples => samples.Clear());
            await MeasureAsync(ours, options.Rounds, cancellationToken);
            await MeasureAsync(scans, options.Scans, cancellationToken);
            return new DispatchResult(
                fleets[0].FileSystem,
                [.. fleets.Select((fleet, i) => new DispatchSize(fleet.Robots, fleet.AtSite, ours[i].Median(), scans[i].Median()))]);
        }
        finally
        {
            fleets.ForEach(fleet => fleet.Dispose());
        }
    }

    private static async Task MeasureAsync(List<DispatchSamples> samples, int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var sample in samples)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await sample.MeasureAsync(cancellationToken);
            }
        }
    }
}
