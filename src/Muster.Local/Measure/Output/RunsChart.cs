using System.Text;

namespace Muster.Local.Measure.Output;

/// <summary>The distribution of a function's warm invocations: a dot for each, from the first at the left to the last at the right of its column.</summary>
internal static class RunsChart
{
    private const double Width = 340;
    private const double Height = 250;
    private const double Filled = 0.62;

    /// <summary>The axis that all functions share, so that they can be compared.</summary>
    public static ChartScale Scale(MeasureReport report) =>
        ChartScale.Logarithmic(report.Functions.SelectMany(f => f.Points).SelectMany(p => p.Warm).Select(r => r.Duration.TotalMilliseconds).ToList());

    /// <summary>The chart of the function at <paramref name="index"/>.</summary>
    public static string Draw(MeasureReport report, int index, ChartScale scale)
    {
        var function = report.Functions[index];
        var frame = new ChartFrame(Width, Height, scale, [.. report.Plan.MemorySizes.Select(m => MeasureText.Memory(m).Replace(" MB", "", StringComparison.Ordinal))]);
        var content = new StringBuilder();
        for (var column = 0; column < function.Points.Count; column++)
        {
            var point = function.Points[column];
            var (from, width) = (frame.X(column) - (frame.ColumnWidth * Filled / 2), frame.ColumnWidth * Filled);
            for (var i = 0; i < point.Warm.Count; i++)
            {
                var x = from + (width * (point.Warm.Count == 1 ? 0.5 : (double)i / (point.Warm.Count - 1)));
                content.Append($"""<circle class="dot {Markup.Series(index)}" cx="{Markup.N(x)}" cy="{Markup.N(frame.Y(point.Warm[i].Duration.TotalMilliseconds))}" r="2.2"/>""");
            }

            if (point.Median is { } median)
            {
                content.Append($"""<line class="median" x1="{Markup.N(from - 4)}" x2="{Markup.N(from + width + 4)}" y1="{Markup.N(frame.Y(median))}" y2="{Markup.N(frame.Y(median))}"><title>{Markup.Text($"median {MeasureText.Time(median)}")}</title></line>""");
            }
            else
            {
                content.Append($"""<text class="none" x="{Markup.N(frame.X(column))}" y="{Markup.N(Height / 2)}" text-anchor="middle">{Markup.Text(point.Failure?.KindWords ?? "none")}</text>""");
            }
        }

        return frame.Draw($"Warm invocations of {function.Name} in ms, by memory size in MB", content.ToString());
    }
}
