using System.Globalization;

namespace Muster.Bench.Compare;

internal static class CompareTable
{
    internal static void PrintHead(CompareOptions options, string fileSystem)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, Muster's data on {fileSystem}, {options.InFlight} in flight per connection");
        if (fileSystem is "tmpfs" or "ramfs")
        {
            Console.WriteLine("note: syncing to memory is free; choose a disk with --data to measure what users get");
        }

        Console.WriteLine($"{"",12}  {"",6}  {"Mosquitto",31}  {"Muster",31}");
        Console.WriteLine($"{"connections",12}  {"round",6}  {"acked/s",11} {"p50 us",9} {"p99 us",9}  {"acked/s",11} {"p50 us",9} {"p99 us",9}  {"ratio",6}");
    }

    internal static void PrintRound(int connections, int number, CompareRound round) => PrintRow(
        connections,
        number.ToString(CultureInfo.InvariantCulture),
        CompareMedians.From([round.Mosquitto]),
        CompareMedians.From([round.Muster]),
        round.Ratio);

    internal static void PrintMedian(CompareSeries series) =>
        PrintRow(series.Connections, "median", series.Mosquitto, series.Muster, series.MedianRatio);

    private static void PrintRow(int connections, string round, CompareMedians mosquitto, CompareMedians muster, double ratio) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{connections,12}  {round,6}  {mosquitto.AckedPerSecond,11:N0} {mosquitto.P50Us,9:N0} {mosquitto.P99Us,9:N0}  {muster.AckedPerSecond,11:N0} {muster.P50Us,9:N0} {muster.P99Us,9:N0}  {ratio,6:F2}"));
}
