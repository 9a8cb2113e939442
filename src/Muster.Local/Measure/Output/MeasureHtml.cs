using System.Globalization;
using System.Text;
using static Muster.Local.Measure.Output.Markup;

namespace Muster.Local.Measure.Output;

/// <summary>Writes a measurement as a page with charts: one file of HTML, which is well-formed XML too, without scripts and without anything from elsewhere.</summary>
public static class MeasureHtml
{
    private static readonly string[] Heads = ["Function", "Memory", "Init", "First", "Median", "p95", "p99", "Billed", "Peak", "Monthly", "Note"];

    /// <summary>The page.</summary>
    public static string Create(MeasureReport report)
    {
        var title = $"Memory, duration and cost of {string.Join(", ", report.Functions.Select(f => f.Name))}";
        var html = new StringBuilder();
        html.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="generator" content="muster measure"/>
            <title>{Text(title)}</title>
            <style>
            {MeasureStyle.Css}
            </style>
            </head>
            <body>
            <h1>{Text(title)}</h1>
            <p class="soft">{Text(Subtitle(report))}</p>

            """);
        if (report.Limits is null)
        {
            html.Append($"<p class=\"warning\">{Text(MeasureText.Limits(report))}</p>\n");
        }

        html.Append("<div class=\"cards\">\n");
        for (var i = 0; i < report.Functions.Count; i++)
        {
            html.Append(Card(report, i));
        }

        html.Append("</div>\n<h2>Duration and cost against memory</h2>\n").Append(Legend(report)).Append("<div class=\"charts\">\n");
        html.Append($"<figure><figcaption>Median of warm invocations, ms (equal factors, equal heights). A ring: the fastest.</figcaption>{LineChart.Durations(report)}</figure>\n");
        html.Append($"<figure><figcaption>A month at {Text(report.Plan.Rate.ToString())}, US dollars. A ring: the cheapest.</figcaption>{LineChart.Costs(report)}</figure>\n</div>\n");
        html.Append("<h2>Distribution of runs</h2>\n<p class=\"soft\">Each dot is a warm invocation, in their order from left to right; the bar is the median. Milliseconds, against MB of memory; one scale for all.</p>\n<div class=\"runs\">\n");
        var scale = RunsChart.Scale(report);
        for (var i = 0; i < report.Functions.Count; i++)
        {
            html.Append($"<figure><figcaption>{Text(report.Functions[i].Name)}</figcaption>{RunsChart.Draw(report, i, scale)}</figure>\n");
        }

        html.Append("</div>\n<h2>In numbers</h2>\n").Append(Everything(report));
        html.Append("<h2>The last three tests</h2>\n<p class=\"soft\">Billed durations; the median is that of all warm invocations.</p>\n");
        foreach (var rows in MeasureText.ArticleTables(report))
        {
            html.Append(Article(rows));
        }

        return html.Append("<h2>How it was measured</h2>\n").Append(Method(report)).Append("</body>\n</html>\n").ToString();
    }

    private static string Subtitle(MeasureReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Plan.Runs} invocations with each memory size, {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, on {report.Processors} processors ({report.Machine}), prices of {report.Plan.Architecture}.");

    private static string Legend(MeasureReport report) =>
        $"<ul class=\"legend\">{string.Concat(report.Functions.Select((f, i) => $"<li>{Key(i)}{Text(f.Name)}</li>"))}</ul>\n";

    private static string Key(int index) => $"<svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" xmlns=\"http://www.w3.org/2000/svg\">{Mark(index, 8, 8, 5.5)}</svg>";

    private static string Card(MeasureReport report, int index)
    {
        var function = report.Functions[index];
        var (cheapest, fastest) = (function.Cheapest(report.Plan.Rate, report.Plan.Prices), function.Fastest());
        var content = cheapest is null || fastest is null
            ? "<p class=\"bad\">It worked with none of the memory sizes.</p>"
            : $"<dl><dt>cheapest</dt><dd><b>{Text(MeasureText.Memory(cheapest.MemorySize))}</b>: {MeasureText.Dollars(report.Monthly(cheapest))}, {MeasureText.Time(cheapest.Median)}</dd>"
                + $"<dt>fastest</dt><dd><b>{Text(MeasureText.Memory(fastest.MemorySize))}</b>: {MeasureText.Dollars(report.Monthly(fastest))}, {MeasureText.Time(fastest.Median)}</dd></dl>";
        return $"<div class=\"card\"><h3>{Key(index)}{Text(function.Name)}</h3><p class=\"soft\">{Text(function.Runtime)}</p>{content}</div>\n";
    }

    private static string Everything(MeasureReport report)
    {
        var html = new StringBuilder("<div class=\"table\"><table><thead><tr>");
        foreach (var head in Heads)
        {
            html.Append($"<th scope=\"col\"{(head is "Function" or "Note" ? " class=\"text\"" : "")}>{head}</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (var function in report.Functions)
        {
            foreach (var point in function.Points)
            {
                string[] cells =
                [
                    MeasureText.Memory(point.MemorySize), MeasureText.Time(point.Init), MeasureText.Time(point.First), MeasureText.Time(point.Median), MeasureText.Time(point.P95), MeasureText.Time(point.P99),
                    MeasureText.Billed(point.Billed), point.PeakMemory > 0 ? MeasureText.Memory(point.PeakMemory) : "-", MeasureText.Dollars(report.Monthly(point)),
                ];
                html.Append(point == function.Points[0] ? "<tr class=\"group\">" : "<tr>");
                html.Append($"<th scope=\"row\" class=\"text\">{Text(function.Name)}</th>{string.Concat(cells.Select(c => $"<td>{Text(c)}</td>"))}");
                html.Append($"<td class=\"note {(point.Failure is null ? "good" : "bad")}\">{Text(MeasureText.Note(report, function, point))}</td></tr>\n");
            }
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Article(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder("<div class=\"table\"><table><thead><tr>");
        html.AppendJoin("", rows[0].Select((c, i) => $"<th scope=\"col\"{(i == 0 ? " class=\"text\"" : "")}>{Text(c)}</th>")).Append("</tr></thead><tbody>\n");
        foreach (var row in rows.Skip(1))
        {
            html.Append(row[0] is "Median" or "Monthly Cost" ? "<tr class=\"last\">" : "<tr>");
            html.Append($"<th scope=\"row\" class=\"text\">{Text(row[0])}</th>").AppendJoin("", row.Skip(1).Select(c => $"<td>{Text(c)}</td>")).Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Method(MeasureReport report)
    {
        var plan = report.Plan;
        string[] sentences =
        [
            MeasureText.Limits(report),
            string.Create(CultureInfo.InvariantCulture, $"One environment made {plan.Runs} invocations, the first of them cold, with {plan.Pause.TotalMilliseconds:0.#} ms between two; {plan.ColdStarts} cold ones in all, whose median is given. Medians and percentiles (nearest rank) of duration are of all warm invocations."),
            "Duration is from the hand-over of the event to the answer; billed is init and duration together, rounded up to a millisecond. Peak is the sum of the highest resident memory of the function's processes.",
            string.Create(CultureInfo.InvariantCulture, $"A month has 730 h: {plan.Rate.PerMonth:#,0.##} invocations at {plan.Rate}. Its cost is the median billed duration times memory at ${plan.Prices.GigabyteSecond} per GB-second, and ${plan.Prices.MillionRequests:0.00} per million requests, each rounded to the cent; without free tier, and without what other services take."),
            "Durations are this machine's: its processor is not the one of Lambda. What is compared side by side compares; what is absolute is an estimate.",
        ];
        var warning = MeasureText.TooFewProcessors(report) is { } few ? $"<p>{Text(few)}</p>\n" : "";
        return string.Concat(sentences.Select(s => $"<p>{Text(s)}</p>\n")) + warning;
    }
}
