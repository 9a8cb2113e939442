using System.Text;

namespace Muster.Local.Measure.Output;

/// <summary>A value of all functions against memory: a line for each, with a ring about its least.</summary>
internal static class LineChart
{
    private const double Width = 520;
    private const double Height = 320;
    private const double Radius = 5;
    private const double MostOfLeast = 12;

    /// <summary>Median durations, on an axis by factors.</summary>
    public static string Durations(MeasureReport report) => Draw(
        report, "Median duration in ms against memory size", p => p.Median, values => ChartScale.Logarithmic(values), p => MeasureText.Time(p.Median), f => f.Fastest(), "");

    /// <summary>Monthly costs, from 0; by factors where the dearest would press all others to the ground.</summary>
    public static string Costs(MeasureReport report) => Draw(
        report, "Monthly cost in dollars against memory size", p => (double?)report.Monthly(p), values => values.Count > 0 && values.Max() > MostOfLeast * values.Min() ? ChartScale.Logarithmic(values) : ChartScale.Linear(values), p => MeasureText.Dollars(report.Monthly(p)), f => f.Cheapest(report.Plan.Rate, report.Plan.Prices), "$");

    private static string Draw(
        MeasureReport report, string title, Func<MeasurePoint, double?> value, Func<IReadOnlyList<double>, ChartScale> scale, Func<MeasurePoint, string> label, Func<MeasuredFunction, MeasurePoint?> best, string before)
    {
        var values = report.Functions.SelectMany(f => f.Points).Where(p => p.IsGood).Select(p => value(p)!.Value).ToList();
        var frame = new ChartFrame(Width, Height, scale(values), [.. report.Plan.MemorySizes.Select(MeasureText.Memory)], before);
        var (lines, marks) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < report.Functions.Count; i++)
        {
            var function = report.Functions[i];
            string? previous = null;
            for (var column = 0; column < function.Points.Count; column++)
            {
                // A size with which it does not work leaves a gap.
                var point = function.Points[column];
                if (!point.IsGood)
                {
                    previous = null;
                    continue;
                }

                var (x, y) = (frame.X(column), frame.Y(value(point)!.Value));
                var here = $"{Markup.N(x)},{Markup.N(y)}";
                if (previous is not null)
                {
                    lines.Append($"""<polyline class="l {Markup.Series(i)}" points="{previous} {here}"/>""");
                }

                if (ReferenceEquals(point, best(function)))
                {
                    marks.Append($"""<circle class="best" cx="{Markup.N(x)}" cy="{Markup.N(y)}" r="{Markup.N(Radius * 2)}"/>""");
                }

                marks.Append(Markup.Mark(i, x, y, Radius, $"{function.Name}, {MeasureText.Memory(point.MemorySize)}: {label(point)}"));
                previous = here;
            }
        }

        return frame.Draw(title, lines.Append(marks).ToString());
    }
}
