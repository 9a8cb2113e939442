using System.Globalization;

namespace Muster.Bench.Load;

/// <param name="Connections">Robots, one connection each.</param>
/// <param name="InFlight">Reports outstanding per robot.</param>
/// <param name="Seconds">How long was counted.</param>
/// <param name="Acked">Reports acknowledged in that time.</param>
/// <param name="AckedPerSecond">The same per second.</param>
/// <param name="P50Us">Latency in microseconds that half of the reports stayed below; <see cref="LoadGenerator"/> says what it means.</param>
/// <param name="P99Us">The same for 99 of 100.</param>
/// <param name="P999Us">The same for 999 of 1000.</param>
/// <param name="MaxUs">The longest, counting reports that were still waiting at the end.</param>
/// <param name="LoadCpu">
/// Processor time of the load generator in the counted time, 1 = one core. Near 1 the load generator is what limits.
/// </param>
internal sealed record LoadResult(
    int Connections,
    int InFlight,
    double Seconds,
    long Acked,
    double AckedPerSecond,
    long P50Us,
    long P99Us,
    long P999Us,
    long MaxUs,
    double LoadCpu)
{
    internal string ToLine() => string.Create(CultureInfo.InvariantCulture,
        $"{AckedPerSecond:N0} acked/s, {Connections} connections x {InFlight} in flight, p50 {P50Us} us, p99 {P99Us} us, p99.9 {P999Us} us, max {MaxUs} us, load generator {LoadCpu:P0} of a core");
}
