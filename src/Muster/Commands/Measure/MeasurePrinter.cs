using System.Globalization;
using Muster.Local.Measure;
using Muster.Local.Measure.Output;
using Spectre.Console;

namespace Muster.Commands.Measure;

/// <summary>Prints a measurement for people: the article's table, then all that was measured.</summary>
internal static class MeasurePrinter
{
    private const string NoteColumn = "NOTE";

    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, MeasureReport report)
    {
        var console = Tables.Console(output);
        foreach (var rows in MeasureText.ArticleTables(report))
        {
            var table = Tables.Create(rows[0]);
            foreach (var row in rows.Skip(1))
            {
                table.AddRow(row.Select(Tables.Cell));
            }

            console.Write(table);
            output.WriteLine();
        }

        console.Write(Everything(report));
        output.WriteLine();
        var plan = report.Plan;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Runs} invocations in one environment, the first of them cold; {plan.ColdStarts} cold ones in all. Tests 1 to 3 are the last three; medians and percentiles are of all warm ones."));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"A month of 730 h at {plan.Rate}, {plan.Rate.PerMonth:#,0.##} invocations, at the prices of {plan.Architecture}, without free tier. Measured on {report.Machine}, {report.Processors} processors."));
        output.WriteLine(MeasureText.Limits(report));
        if (MeasureText.TooFewProcessors(report) is { } warning)
        {
            output.WriteLine(warning);
        }
    }

    private static Table Everything(MeasureReport report)
    {
        var table = Tables.Create(["FUNCTION", "MEMORY", "INIT", "FIRST", "MEDIAN", "P95", "P99", "BILLED", "PEAK", "MONTHLY", NoteColumn], NoteColumn);
        foreach (var function in report.Functions)
        {
            foreach (var point in function.Points)
            {
                table.AddRow(
                    Tables.Cell(function.Name),
                    Tables.Cell(MeasureText.Memory(point.MemorySize)),
                    Tables.Cell(MeasureText.Time(point.Init)),
                    Tables.Cell(MeasureText.Time(point.First)),
                    Tables.Cell(MeasureText.Time(point.Median)),
                    Tables.Cell(MeasureText.Time(point.P95)),
                    Tables.Cell(MeasureText.Time(point.P99)),
                    Tables.Cell(MeasureText.Billed(point.Billed)),
                    Tables.Cell(point.PeakMemory > 0 ? MeasureText.Memory(point.PeakMemory) : null),
                    Tables.Cell(MeasureText.Dollars(report.Monthly(point))),
                    Note(MeasureText.Note(report, function, point), point.Failure is not null));
            }
        }

        return table;
    }

    private static Text Note(string note, bool isFailure) => new(Printable.Of(note), new Style(isFailure ? Color.Red : Color.Green));
}
