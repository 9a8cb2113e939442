using System.Globalization;

namespace Muster.Local.Measure.Output;

/// <summary>The vertical axis of a chart: from values to heights, with round numbers beside it.</summary>
/// <param name="Ticks">The values that are written, rising.</param>
/// <param name="IsLogarithmic">Whether equal factors have equal heights; else equal differences do.</param>
internal sealed record ChartScale(IReadOnlyList<double> Ticks, bool IsLogarithmic)
{
    private static readonly double[] RoundFactors = [1, 2, 5, 10];

    /// <summary>An axis from 0.</summary>
    public static ChartScale Linear(IEnumerable<double> values)
    {
        const int Parts = 5;
        const double Least = 0.01;
        var most = Math.Max(values.DefaultIfEmpty(1).Max(), Least);
        var step = Round(most / Parts);
        var count = (int)Math.Ceiling((most / step) - 1e-9);
        return new ChartScale([.. Enumerable.Range(0, count + 1).Select(i => i * step)], IsLogarithmic: false);
    }

    /// <summary>An axis by factors, from and to a 1, 2 or 5 with zeros.</summary>
    public static ChartScale Logarithmic(IEnumerable<double> values)
    {
        const double Least = 0.01;
        var (low, high) = (Math.Max(Least, values.DefaultIfEmpty(1).Min()), Math.Max(Least, values.DefaultIfEmpty(10).Max()));
        var steps = new List<double>();
        for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            steps.AddRange([Math.Pow(10, power), 2 * Math.Pow(10, power), 5 * Math.Pow(10, power)]);
        }

        var first = Math.Max(0, steps.FindLastIndex(s => s <= low * 1.001));
        var last = Math.Max(first + 1, steps.FindIndex(s => s >= high * 0.999));
        return new ChartScale(steps[first..(last + 1)], IsLogarithmic: true);
    }

    /// <summary>Where a value is: 0 at the bottom, 1 at the top.</summary>
    public double Place(double value) => IsLogarithmic
        ? Math.Log(Math.Max(value, Ticks[0]) / Ticks[0]) / Math.Log(Ticks[^1] / Ticks[0])
        : value / Ticks[^1];

    /// <summary>A value of the axis without blanks behind it.</summary>
    public static string Label(double tick) => tick.ToString(tick >= 1 ? "#,0.##" : "0.###", CultureInfo.InvariantCulture);

    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return RoundFactors.First(f => f * power >= step * 0.999) * power;
    }
}
