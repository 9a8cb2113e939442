using System.Globalization;

namespace Muster.Local.Measure.Output;

/// <summary>The words and numbers of tables and charts.</summary>
public static class MeasureText
{
    /// <summary>How many columns of the article's table stand side by side.</summary>
    private const int Widest = 8;

    /// <summary>A time: <c>3.21 ms</c>, <c>45.6 ms</c>, <c>574 ms</c>.</summary>
    /// <param name="milliseconds">The time; "-" when there is none.</param>
    public static string Time(double? milliseconds) =>
        milliseconds is not { } ms ? "-" : string.Create(CultureInfo.InvariantCulture, $"{ms.ToString(ms < 10 ? "0.00" : ms < 100 ? "0.0" : "0", CultureInfo.InvariantCulture)} ms");

    /// <summary>A billed time: <c>15 ms</c>.</summary>
    /// <param name="milliseconds">The time; "-" when there is none.</param>
    public static string Billed(double? milliseconds) => milliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.#} ms") : "-";

    /// <summary>A size: <c>1,024 MB</c>.</summary>
    public static string Memory(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"{megabytes:#,0} MB");

    /// <summary>A price: <c>$0.95</c>; "-" when there is none.</summary>
    public static string Dollars(decimal? amount) => amount is { } dollars ? string.Create(CultureInfo.InvariantCulture, $"${dollars:#,0.00}") : "-";

    /// <summary>What is to be said of a point: <c>cheapest</c>, <c>fastest</c>, or why it failed.</summary>
    public static string Note(MeasureReport report, MeasuredFunction function, MeasurePoint point)
    {
        if (point.Failure is { } failure)
        {
            return failure.ToString();
        }

        var isCheapest = ReferenceEquals(point, function.Cheapest(report.Plan.Rate, report.Plan.Prices));
        var isFastest = ReferenceEquals(point, function.Fastest());
        return (isCheapest, isFastest) switch
        {
            (true, true) => "cheapest, fastest",
            (true, false) => "cheapest",
            (false, true) => "fastest",
            _ => "",
        };
    }

    /// <summary>How the functions ran, in one sentence.</summary>
    public static string Limits(MeasureReport report) => report.Limits is { } kind
        ? $"Each function had Lambda's share of the processor (memory size / 1,769 MB, filled up every 20 ms; the init phase a whole one) and no more memory than its size, by {kind}."
        : $"UNTHROTTLED: each function had the whole machine with every memory size, because {report.Unlimited}.";

    /// <summary>Memory sizes for which this machine has too few processors; none when it has enough.</summary>
    public static string? TooFewProcessors(MeasureReport report)
    {
        var most = report.Processors * Functions.Limits.CpuShare.MegabytesOfOne;
        return report.Plan.MemorySizes.Any(m => m > most)
            ? string.Create(CultureInfo.InvariantCulture, $"This machine has {report.Processors} processors, as much as {most:#,0} MB bring; with larger sizes Lambda gives more.")
            : null;
    }

    /// <summary>
    /// The table of the article: tests as rows, functions with their memory sizes as columns; several tables where one would be too wide.
    /// The tests are the last three invocations of each, the median is that of all warm ones.
    /// </summary>
    /// <returns>Tables of rows of cells; the first row is the head.</returns>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> ArticleTables(MeasureReport report)
    {
        var tables = new List<IReadOnlyList<IReadOnlyList<string>>>();
        var taken = new List<(MeasuredFunction Function, MeasurePoint Point)>();
        foreach (var function in report.Functions)
        {
            if (taken.Count > 0 && taken.Count + function.Points.Count > Widest)
            {
                tables.Add(ArticleTable(report, taken));
                taken.Clear();
            }

            taken.AddRange(function.Points.Select(p => (function, p)));
        }

        tables.Add(ArticleTable(report, taken));
        return tables;
    }

    private static List<IReadOnlyList<string>> ArticleTable(MeasureReport report, List<(MeasuredFunction Function, MeasurePoint Point)> columns)
    {
        var rows = new List<IReadOnlyList<string>> { Row("Test", c => $"{c.Function.Name} ({c.Point.MemorySize}MB)") };
        const int Tests = 3;
        for (var test = 0; test < Tests; test++)
        {
            var number = test;
            rows.Add(Row(
                (test + 1).ToString(CultureInfo.InvariantCulture),
                c => c.Point.Warm.Count >= Tests ? Billed(c.Point.Warm[^(Tests - number)].BilledMilliseconds) : c.Point.Failure?.KindWords ?? "-"));
        }

        rows.Add(Row("Median", c => Billed(c.Point.Billed)));
        rows.Add(Row("Monthly Cost", c => Dollars(report.Monthly(c.Point))));
        return rows;

        IReadOnlyList<string> Row(string head, Func<(MeasuredFunction Function, MeasurePoint Point), string> cell) => [head, .. columns.Select(cell)];
    }
}
