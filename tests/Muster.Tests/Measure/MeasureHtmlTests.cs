using System.Xml;
using System.Xml.Linq;
using Muster.Local.Measure;
using Muster.Local.Measure.Output;

namespace Muster.Tests.Measure;

public sealed class MeasureHtmlTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly MeasureReport Report = MeasureReports.Of(
        "cgroup v2",
        ("<b>\"py\" & co</b>\u0001", [(128, []), (256, [280, 279, 274]), (512, [147, 147, 133])]),
        ("rust", [(128, [17, 15, 5]), (256, [5, 6, 5]), (512, [6, 6, 6])]));

    [Fact]
    public void Page_is_well_formed_whatever_names_functions_have()
    {
        var page = Parse(MeasureHtml.Create(Report));

        Assert.Contains("<b>\"py\" & co</b> , rust", page.Descendants(Xhtml + "h1").Single().Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants(Xhtml + "script"));
    }

    [Fact]
    public void Page_needs_nothing_from_elsewhere()
    {
        var html = MeasureHtml.Create(Report);

        var page = Parse(html);
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" or "srcset" or "data");
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_chart_has_words_for_those_who_cant_see_it()
    {
        var charts = Parse(MeasureHtml.Create(Report)).Descendants(Svg + "svg").Where(s => (string?)s.Attribute("role") == "img").ToList();

        Assert.Equal(4, charts.Count);
        Assert.All(charts, c => Assert.NotEmpty((string?)c.Attribute("aria-label") ?? ""));
    }

    [Fact]
    public void Each_warm_run_is_a_dot_and_a_size_that_fails_says_why()
    {
        var page = Parse(MeasureHtml.Create(Report));

        Assert.Equal(15, page.Descendants(Svg + "circle").Count(c => ((string?)c.Attribute("class"))?.StartsWith("dot ", StringComparison.Ordinal) == true));
        Assert.Contains(page.Descendants(Svg + "text"), t => t.Value == "out of memory");
        Assert.Contains(page.Descendants(Xhtml + "td"), t => t.Value == "out of memory: Runtime.ExitError, Runtime exited with error: signal: killed");
    }

    [Fact]
    public void Light_dark_and_print_have_colours_of_their_own()
    {
        var html = MeasureHtml.Create(Report);

        Assert.Contains("@media (prefers-color-scheme: dark)", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Unthrottled_measurement_says_so_at_the_top()
    {
        var warning = Parse(MeasureHtml.Create(MeasureReports.Of(null, ("f", [(128, [1, 2])])))).Descendants(Xhtml + "p").Single(p => (string?)p.Attribute("class") == "warning");

        Assert.StartsWith("UNTHROTTLED: ", warning.Value, StringComparison.Ordinal);
        Assert.Contains("run it as root", warning.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_that_never_worked_has_a_page_too()
    {
        var page = Parse(MeasureHtml.Create(MeasureReports.Of("cgroup v1", ("f", [(128, []), (256, [])]))));

        Assert.Contains("It worked with none of the memory sizes.", page.Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5.17, "0 2 4 6")]
    [InlineData(0.95, 1.06, "0 0.5 1 1.5")]
    [InlineData(0, 0, "0 0.002 0.004 0.006 0.008 0.01")]
    public void Axis_from_0_has_round_numbers(double least, double most, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', ChartScale.Linear([least, most]).Ticks.Select(ChartScale.Label)));

    [Theory]
    [InlineData(5, 594, "5 10 20 50 100 200 500 1,000")]
    [InlineData(0.3, 0.3, "0.2 0.5")]
    [InlineData(2, 5, "2 5")]
    public void Axis_by_factors_has_round_numbers(double least, double most, string ticks)
    {
        var scale = ChartScale.Logarithmic([least, most]);

        Assert.Equal(ticks, string.Join(' ', scale.Ticks.Select(ChartScale.Label)));
        Assert.InRange(scale.Place(least), 0, 1);
        Assert.InRange(scale.Place(most), 0, 1);
    }

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }
}
