using System.Runtime.InteropServices;
using Muster.Bench.Orders.Dispatch;

namespace Muster.Bench.Orders;

/// <summary>What <c>orders all</c> writes: the results, and what one has to know to read them.</summary>
internal sealed record OrdersReport(
    DateTimeOffset Date,
    string Machine,
    int Processors,
    string FileSystem,
    LatencyResult Latency,
    ThroughputResult Throughput,
    DispatchResult Dispatch,
    BesideResult BesideStatus)
{
    internal static OrdersReport From(LatencyResult latency, ThroughputResult throughput, DispatchResult dispatch, BesideResult beside) => new(
        DateTimeOffset.UtcNow,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        Environment.ProcessorCount,
        dispatch.FileSystem,
        latency,
        throughput,
        dispatch,
        beside);
}
