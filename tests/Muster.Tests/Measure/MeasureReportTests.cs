using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muster.Local.Measure;
using Muster.Local.Measure.Output;

namespace Muster.Tests.Measure;

public sealed class MeasureReportTests
{
    /// <summary>The table of AWS's article on co-ordinating robots with Lambda; the head of its last column says 1024MB, the cost is that of 512 MB.</summary>
    [Fact]
    public void Table_of_the_article_comes_out_to_the_cent()
    {
        var report = MeasureReports.Of(
            "cgroup v2",
            ("Python", [(128, [594, 574, 561]), (256, [280, 279, 274]), (512, [147, 147, 133])]),
            ("Rust", [(128, [17, 15, 5]), (256, [5, 6, 5]), (512, [6, 6, 6])]));

        var rows = Assert.Single(MeasureText.ArticleTables(report));

        Assert.Equal(
            [
                "Test|Python (128MB)|Python (256MB)|Python (512MB)|Rust (128MB)|Rust (256MB)|Rust (512MB)",
                "1|594 ms|280 ms|147 ms|17 ms|5 ms|6 ms",
                "2|574 ms|279 ms|147 ms|15 ms|6 ms|6 ms",
                "3|561 ms|274 ms|133 ms|5 ms|5 ms|6 ms",
                "Median|574 ms|279 ms|147 ms|15 ms|5 ms|6 ms",
                "Monthly Cost|$5.07|$4.95|$5.17|$0.99|$0.95|$1.06",
            ],
            rows.Select(r => string.Join('|', r)));
    }

    [Fact]
    public void Cheapest_and_fastest_are_found_among_the_sizes_that_work()
    {
        var function = MeasureReports.Of("cgroup v1", ("f", [(128, []), (256, [40, 40]), (512, [21, 21]), (1024, [20, 20])])).Functions[0];
        var plan = MeasureReports.Of("cgroup v1", ("f", [(128, [])])).Plan;

        Assert.Equal(256, function.Cheapest(plan.Rate, plan.Prices)?.MemorySize);
        Assert.Equal(1024, function.Fastest()?.MemorySize);
    }

    [Fact]
    public void Function_that_works_with_no_size_has_neither()
    {
        var report = MeasureReports.Of("cgroup v1", ("f", [(128, [])]));

        Assert.Null(report.Functions[0].Cheapest(report.Plan.Rate, report.Plan.Prices));
        Assert.Null(report.Functions[0].Fastest());
        Assert.Null(report.Monthly(report.Functions[0].Points[0]));
        Assert.False(report.IsGood);
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void Percentile_is_the_nearest_rank(double part, double expected) =>
        Assert.Equal(expected, Quantiles.At(Enumerable.Range(1, 100).Select(i => (double)i).Reverse(), part));

    [Fact]
    public void Median_of_an_even_number_is_the_mean_of_the_middle()
    {
        Assert.Equal(2.5, Quantiles.Median([4, 1, 2, 3]));
        Assert.Null(Quantiles.Median([]));
        Assert.Null(Quantiles.At([], 0.5));
    }

    [Fact]
    public void More_columns_than_fit_become_several_tables()
    {
        (int, int[])[] points = [(128, [1, 1, 1]), (256, [1, 1, 1]), (512, [1, 1, 1]), (1024, [1, 1, 1])];

        var tables = MeasureText.ArticleTables(MeasureReports.Of("cgroup v1", ("a", points), ("b", points), ("c", points)));

        Assert.Equal([9, 5], tables.Select(t => t[0].Count));
        Assert.All(tables.SelectMany(t => t.GroupBy(r => r.Count)), g => Assert.Equal(6, g.Count()));
    }

    [Fact]
    public void Json_has_each_point_with_its_runs()
    {
        var report = MeasureReports.Of("cgroup v1", ("f", [(128, []), (256, [5, 7, 6])]));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            MeasureJson.Write(writer, report);
        }

        var json = JsonNode.Parse(buffer.WrittenSpan)!;

        Assert.Equal((true, "cgroup v1", 4_380_000), ((bool)json["throttled"]!, (string?)json["limits"], (int)json["invocationsPerMonth"]!));
        var function = json["functions"]![0]!;
        Assert.Equal((256, 256), ((int)function["cheapestMemoryMb"]!, (int)function["fastestMemoryMb"]!));
        var (bad, good) = (function["points"]![0]!, function["points"]![1]!);
        Assert.Equal(("out of memory", "Runtime.ExitError"), ((string?)bad["failure"]!["kind"], (string?)bad["failure"]!["type"]));
        Assert.Null(bad["medianMs"]);
        Assert.Equal((120.0, 900.0, 5.6, 6.6, 6.0, 47), ((double)good["initMs"]!, (double)good["firstMs"]!, (double)good["medianMs"]!, (double)good["p99Ms"]!, (double)good["billedMs"]!, (int)good["peakMemoryMb"]!));

        // 4,380,000 × 0.006 s × 0.25 GB × $0.0000133334 = $0.09; 4.38 × $0.20 = $0.88.
        Assert.Equal(0.97m, (decimal)good["monthlyUsd"]!);
        Assert.Equal(4, good["runs"]!.AsArray().Count);
    }
}
