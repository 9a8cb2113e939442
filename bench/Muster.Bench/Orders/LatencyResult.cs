using System.Globalization;

namespace Muster.Bench.Orders;

/// <param name="Rate">Orders placed a second, by the clock.</param>
/// <param name="Robots">Robots connected.</param>
/// <param name="Sites">Sites.</param>
/// <param name="Seconds">How long was counted.</param>
/// <param name="Orders">Orders counted; all of them were completed.</param>
/// <param name="P50Us">From the beginning of an order's HTTP request until its robot has read the command, in microseconds: half were faster.</param>
/// <param name="P95Us">The same for 95 of 100.</param>
/// <param name="P99Us">The same for 99 of 100.</param>
/// <param name="MaxUs">The longest.</param>
/// <param name="AnswerP50Us">From the beginning of the HTTP request until its answer: half were faster.</param>
/// <param name="AnswerP99Us">The same for 99 of 100.</param>
/// <param name="LateUs">How far the load generator was behind its timetable, at most; that is not part of the latencies.</param>
/// <param name="LoadCpu">Processor time of the load generator, 1 = one core.</param>
/// <param name="ServerCpu">Processor time of the server, 1 = one core.</param>
internal sealed record LatencyResult(
    double Rate,
    int Robots,
    int Sites,
    double Seconds,
    long Orders,
    long P50Us,
    long P95Us,
    long P99Us,
    long MaxUs,
    long AnswerP50Us,
    long AnswerP99Us,
    long LateUs,
    double LoadCpu,
    double ServerCpu)
{
    internal string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        order placed -> command at the robot: p50 {P50Us} us, p95 {P95Us} us, p99 {P99Us} us, max {MaxUs} us
        {Orders:N0} orders at {Rate:N0}/s, {Robots:N0} robots at {Sites} sites; answered p50 {AnswerP50Us} us, p99 {AnswerP99Us} us
        server {ServerCpu:P0} of a core, load generator {LoadCpu:P0}, at most {LateUs / 1000.0:F1} ms behind its timetable
        """);
}
