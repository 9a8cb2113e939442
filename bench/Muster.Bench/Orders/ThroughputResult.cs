using System.Globalization;

namespace Muster.Bench.Orders;

/// <param name="Robots">Robots connected.</param>
/// <param name="Sites">Sites.</param>
/// <param name="Placers">Customers who order at the same time.</param>
/// <param name="Seconds">How long was counted.</param>
/// <param name="Completed">Orders whose COMPLETED was acknowledged, and so is on disk, in that time.</param>
/// <param name="CompletedPerSecond">The same per second.</param>
/// <param name="P50Us">From the beginning of an order's HTTP request until its robot has read the command, in microseconds, under this load: half were faster.</param>
/// <param name="P99Us">The same for 99 of 100.</param>
/// <param name="CompletedInAll">Orders completed from the first to the last, the warm-up's too; the API lists as many.</param>
/// <param name="LoadCpu">Processor time of the load generator, 1 = one core. Near 1 the load generator is what limits.</param>
/// <param name="ServerCpu">Processor time of the server, 1 = one core.</param>
/// <param name="ServerCpuUsPerOrder">Processor time of the server per completed order, in microseconds.</param>
internal sealed record ThroughputResult(
    int Robots,
    int Sites,
    int Placers,
    double Seconds,
    long Completed,
    double CompletedPerSecond,
    long P50Us,
    long P99Us,
    long CompletedInAll,
    double LoadCpu,
    double ServerCpu,
    double ServerCpuUsPerOrder)
{
    internal string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {CompletedPerSecond:N0} orders completed/s, {Robots:N0} robots at {Sites} sites, {Placers} customers; placed -> command p50 {P50Us} us, p99 {P99Us} us
        {CompletedInAll:N0} orders in all, as many COMPLETED by the API
        server {ServerCpu:P0} of a core, {ServerCpuUsPerOrder:N0} us an order; load generator {LoadCpu:P0}
        """);
}
