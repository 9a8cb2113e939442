using System.Globalization;

namespace Muster.Bench.Orders;

/// <param name="Rate">Orders placed a second, by the clock.</param>
/// <param name="Robots">Robots that carry them out.</param>
/// <param name="Rounds">The measurements.</param>
/// <param name="Without">Status reports acknowledged a second, median of the rounds without orders.</param>
/// <param name="With">The same with orders.</param>
/// <param name="Ratio">The second over the first.</param>
/// <param name="Orders">Orders placed in all; all of them were completed.</param>
/// <param name="P50Us">From the beginning of an order's HTTP request until its robot has read the command, beside those reports, in microseconds: half were faster.</param>
/// <param name="P99Us">The same for 99 of 100.</param>
internal sealed record BesideResult(
    double Rate, int Robots, IReadOnlyList<BesideRound> Rounds, double Without, double With, double Ratio, long Orders, long P50Us, long P99Us)
{
    internal string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Without:N0} status reports/s without orders, {With:N0}/s beside {Rate:N0} orders/s: ratio {Ratio:F2}
        {Orders:N0} orders; beside the reports, placed -> command p50 {P50Us} us, p99 {P99Us} us
        """);
}
