namespace Muster.Local.Measure.Output;

/// <summary>x</summary>
public static class MeasureHtml
{
    /// <summary>x</summary>
    public static string Create(MeasureReport report) => "";
}
