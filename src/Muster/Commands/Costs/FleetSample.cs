using Muster.Fleet.Costs;

namespace Muster.Commands.Costs;

/// <summary>What a running fleet did in a while.</summary>
/// <param name="Length">How long it was looked at.</param>
/// <param name="Counts">What was counted.</param>
internal sealed record FleetSample(TimeSpan Length, FleetCounts Counts)
{
    /// <summary>Robots that were not OFFLINE at the end.</summary>
    public decimal Robots => Counts.Robots;

    /// <summary>Status reports a month.</summary>
    public decimal Reports => PerMonth(Counts.Reports);

    /// <summary>The part of the reports that was announced as telemetry; none when there was no report.</summary>
    public decimal? Announced => Counts.Reports == 0 ? null : Math.Min(1, (decimal)Counts.Telemetry / Counts.Reports);

    /// <summary>Changes of status a month.</summary>
    public decimal Changes => PerMonth(Counts.Changes);

    /// <summary>Connections that broke, a month.</summary>
    public decimal Reconnects => PerMonth(Counts.Disconnected);

    /// <summary>Orders a month.</summary>
    public decimal Orders => PerMonth(Counts.Orders);

    /// <summary>Reports on orders beyond three for each order, a month.</summary>
    public decimal Progress => PerMonth(Math.Max(0, Counts.OrderReports - (3 * Counts.Orders)));

    /// <summary>Requests to the API a month, but for those that placed orders.</summary>
    public decimal ApiRequests => PerMonth(Counts.ApiRequests);

    private decimal PerMonth(long count) => count * (Month.Seconds / (decimal)Length.TotalSeconds);
}
