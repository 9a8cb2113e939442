namespace Muster.Local.Measure;

/// <summary>Medians and percentiles of few values.</summary>
internal static class Quantiles
{
    /// <summary>The middle one, or the mean of the two in the middle; none of no values.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The least value that as large a part as <paramref name="part"/> of all values does not exceed (nearest rank); none of no values.</summary>
    public static double? At(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
    }
}
