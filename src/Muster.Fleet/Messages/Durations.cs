using System.Globalization;

namespace Muster.Fleet.Messages;

/// <summary>Lengths of time as people write them: 250ms, 90s, 5m, 1h, 2d.</summary>
public static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>The length that <paramref name="text"/> says; none when it is not of that form.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return OfSeconds(count * length.TotalSeconds);
            }
        }

        return null;
    }

    /// <summary>So many seconds; none when that is no length of time.</summary>
    public static TimeSpan? OfSeconds(double seconds) => seconds is >= 0 and < 1e10 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A length in the largest unit that says it in a whole number.</summary>
    public static string Format(TimeSpan duration)
    {
        for (var i = Units.Length - 1; i >= 0; i--)
        {
            var (unit, length) = Units[i];
            if (duration >= length && duration.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s");
    }
}
