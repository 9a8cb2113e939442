using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Costs;

/// <summary>How often something happens: a count in a length of time.</summary>
/// <param name="Count">How many times; not negative.</param>
/// <param name="Seconds">In how many seconds; above 0.</param>
public readonly record struct Rate(decimal Count, decimal Seconds)
{
    /// <summary>What a rate must look like, to follow "must be" in an error.</summary>
    public const string Form = "a rate like 100/min, 20/h, 5/s, 3/d, 50000/month or 1/10s";

    private const decimal Largest = 1e12m;

    private static readonly (string Unit, int Seconds)[] Units =
    [
        ("s", 1), ("sec", 1), ("second", 1), ("m", 60), ("min", 60), ("minute", 60), ("h", 3600), ("hour", 3600),
        ("d", 86_400), ("day", 86_400), ("w", 604_800), ("week", 604_800), ("mo", Month.Seconds), ("month", Month.Seconds),
    ];

    /// <summary>Never.</summary>
    public static Rate Zero { get; } = new(0, 1);

    /// <summary>How many times in a month of 730 hours.</summary>
    public decimal PerMonth => Count * Month.Seconds / Seconds;

    /// <summary>The rate that <paramref name="text"/> says; none when it is not of the <see cref="Form"/>, or over 10¹² a month.</summary>
    public static Rate? Parse(string text)
    {
        if (text == "0")
        {
            return Zero;
        }

        return text.Split('/') is [var count, var time]
            && Number(count) is { } number
            && (Unit(time) ?? Length(time)) is { } seconds
            && number * Month.Seconds / seconds <= Largest
                ? new Rate(number, seconds)
                : null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var seconds = Seconds;
        var unit = Units.FirstOrDefault(u => u.Seconds == seconds && u.Unit is "s" or "min" or "h" or "d" or "month").Unit;
        return unit is null
            ? string.Create(CultureInfo.InvariantCulture, $"{Count:0.#########}/{Seconds:0.###}s")
            : string.Create(CultureInfo.InvariantCulture, $"{Count:0.#########}/{unit}");
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Largest ? number : null;

    private static decimal? Unit(string text)
    {
        var found = Units.FirstOrDefault(u => u.Unit == text).Seconds;
        return found > 0 ? found : null;
    }

    private static decimal? Length(string text) =>
        Durations.Parse(text) is { } length && length >= TimeSpan.FromMilliseconds(1) ? (decimal)length.TotalSeconds : null;
}
