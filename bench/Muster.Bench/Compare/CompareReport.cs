using System.Runtime.InteropServices;

namespace Muster.Bench.Compare;

/// <summary>What <c>--json</c> writes: the results, and what one has to know to read them.</summary>
internal sealed record CompareReport(
    DateTimeOffset Date,
    string Machine,
    int Processors,
    string FileSystem,
    double Seconds,
    int InFlight,
    IReadOnlyList<CompareSeries> Series)
{
    internal static CompareReport From(CompareOptions options, string fileSystem, IReadOnlyList<CompareSeries> series) => new(
        DateTimeOffset.UtcNow,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        Environment.ProcessorCount,
        fileSystem,
        options.Seconds,
        options.InFlight,
        series);
}
