using System.Text;

namespace Muster.Local.Measure.Output;

/// <summary>A chart's axes: memory sizes side by side, values from the bottom to the top.</summary>
/// <param name="width">Its width, in units of the picture.</param>
/// <param name="height">Its height.</param>
/// <param name="scale">The vertical axis.</param>
/// <param name="columns">What stands below, from left to right.</param>
/// <param name="before">What stands before the numbers of the vertical axis, such as $.</param>
internal sealed class ChartFrame(double width, double height, ChartScale scale, IReadOnlyList<string> columns, string before = "")
{
    private const double Left = 58;
    private const double Right = 14;
    private const double Top = 14;
    private const double Bottom = 32;

    /// <summary>The width of a column.</summary>
    public double ColumnWidth => (width - Left - Right) / columns.Count;

    /// <summary>The middle of a column.</summary>
    public double X(int column) => Left + ((column + 0.5) * ColumnWidth);

    /// <summary>The height of a value.</summary>
    public double Y(double value) => Top + ((1 - scale.Place(value)) * (height - Top - Bottom));

    /// <summary>The picture.</summary>
    /// <param name="title">What it shows, for those who can't see it.</param>
    /// <param name="content">What is drawn.</param>
    public string Draw(string title, string content)
    {
        var svg = new StringBuilder();
        svg.Append($"""<svg viewBox="0 0 {Markup.N(width)} {Markup.N(height)}" role="img" aria-label="{Markup.Text(title)}" xmlns="http://www.w3.org/2000/svg">""");
        foreach (var tick in scale.Ticks)
        {
            var y = Y(tick);
            svg.Append($"""<line class="grid" x1="{Markup.N(Left)}" x2="{Markup.N(width - Right)}" y1="{Markup.N(y)}" y2="{Markup.N(y)}"/>""");
            svg.Append($"""<text class="tick" x="{Markup.N(Left - 8)}" y="{Markup.N(y + 4)}" text-anchor="end">{Markup.Text(before + ChartScale.Label(tick))}</text>""");
        }

        for (var i = 0; i < columns.Count; i++)
        {
            svg.Append($"""<text class="tick" x="{Markup.N(X(i))}" y="{Markup.N(height - 10)}" text-anchor="middle">{Markup.Text(columns[i])}</text>""");
        }

        return svg.Append(content).Append("</svg>").ToString();
    }
}
