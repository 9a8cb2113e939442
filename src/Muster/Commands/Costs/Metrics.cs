using System.Globalization;

namespace Muster.Commands.Costs;

/// <summary>Counters out of Prometheus' text format (docs/reference/metrics.md).</summary>
internal sealed class Metrics
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    private Metrics()
    {
    }

    /// <summary>Reads what <c>/metrics</c> answered; lines of another form are passed over.</summary>
    public static Metrics Read(string text)
    {
        var metrics = new Metrics();
        foreach (var line in text.Split('\n'))
        {
            // Labels may have spaces and braces in their values, so the value is what follows the last brace.
            var (open, close) = (line.IndexOf('{', StringComparison.Ordinal), line.LastIndexOf('}'));
            if (!line.StartsWith('#') && open > 0 && close > open
                && double.TryParse(line.AsSpan(close + 1).Trim().ToString().Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                metrics._samples.Add((line[..open], line[open..(close + 1)], value));
            }
        }

        return metrics;
    }

    /// <summary>The sum of a metric over all labels that <paramref name="isCounted"/> takes.</summary>
    public long Sum(string name, Func<string, bool>? isCounted = null) =>
        (long)_samples.Where(s => s.Name == name && isCounted?.Invoke(s.Labels) != false).Sum(s => s.Value);

    /// <summary>Whether it has the metric at all.</summary>
    public bool Has(string name) => _samples.Exists(s => s.Name == name);
}
