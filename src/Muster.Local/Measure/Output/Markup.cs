using System.Globalization;
using System.Net;

namespace Muster.Local.Measure.Output;

/// <summary>Small pieces of HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>Text as it may stand between tags and in attributes; control characters become blanks.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)));

    /// <summary>A coordinate.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The class of the colour and shape of the function at <paramref name="index"/>; they come again after the last.</summary>
    public static string Series(int index) => $"s{index % SeriesCount}";

    /// <summary>A mark of the shape that the function at <paramref name="index"/> has: shapes tell functions apart where colours don't.</summary>
    /// <param name="index">The function's place.</param>
    /// <param name="x">The middle.</param>
    /// <param name="y">The middle.</param>
    /// <param name="r">Half its width.</param>
    /// <param name="title">What it shows when one points at it; none for nothing.</param>
    public static string Mark(int index, double x, double y, double r, string? title = null)
    {
        var tip = title is null ? "" : $"<title>{Text(title)}</title>";
        return (index % SeriesCount) switch
        {
            0 => $"""<circle class="m {Series(index)}" cx="{N(x)}" cy="{N(y)}" r="{N(r)}">{tip}</circle>""",
            1 => $"""<rect class="m {Series(index)}" x="{N(x - (r * 0.9))}" y="{N(y - (r * 0.9))}" width="{N(r * 1.8)}" height="{N(r * 1.8)}">{tip}</rect>""",
            2 => Polygon((0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
            3 => Polygon((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
            4 => Polygon((0, 1.2), (1.1, -0.8), (-1.1, -0.8)),
            _ => Polygon((-1.1, -0.4), (-0.4, -0.4), (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4)),
        };

        string Polygon(params (double X, double Y)[] corners) =>
            $"""<polygon class="m {Series(index)}" points="{string.Join(' ', corners.Select(c => $"{N(x + (c.X * r))},{N(y + (c.Y * r))}"))}">{tip}</polygon>""";
    }

    private const int SeriesCount = 6;
}
