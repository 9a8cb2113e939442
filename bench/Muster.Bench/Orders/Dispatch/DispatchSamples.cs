using System.Diagnostics;
using Muster.Fleet.Orders;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>Measures one way of dispatching at one size.</summary>
internal sealed class DispatchSamples(DispatchFleet fleet, Func<Order, CancellationToken, ValueTask> dispatch)
{
    private readonly List<double> _all = [];
    private readonly List<double> _withoutCommit = [];
    private readonly List<double> _processor = [];

    /// <summary>One order is placed, dispatched and completed; its dispatch is measured.</summary>
    internal async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var order = await fleet.PlaceAsync(cancellationToken);
        var (processor, commit, start) = (Environment.CpuUsage.TotalTime, fleet.Store.Ticks, Stopwatch.GetTimestamp());
        await dispatch(order, cancellationToken);
        var all = Stopwatch.GetTimestamp() - start;
        _all.Add(Microseconds(all));
        _withoutCommit.Add(Microseconds(all - (fleet.Store.Ticks - commit)));
        _processor.Add((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds);
        await fleet.CompleteAsync(order, cancellationToken);
    }

    /// <summary>Forgets what was measured: it was the warm-up.</summary>
    internal void Clear()
    {
        _all.Clear();
        _withoutCommit.Clear();
        _processor.Clear();
    }

    internal DispatchCost Median() => new(
        _all.Count, Math.Round(Statistics.Median(_all), 1), Math.Round(Statistics.Median(_withoutCommit), 1), Math.Round(Statistics.Median(_processor), 1));

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
