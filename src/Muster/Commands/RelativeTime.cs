using System.Globalization;

namespace Muster.Commands;

/// <summary>Times as people read them: how long ago.</summary>
internal static class RelativeTime
{
    /// <summary><paramref name="at"/> as seen from <paramref name="now"/>, like "3 s ago". A time ahead (the server's clock is another) is "now".</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now) => now - at < TimeSpan.FromSeconds(1) ? "now" : $"{Age(at, now)} ago";

    /// <summary>How long <paramref name="at"/> is ago, like "3 s".</summary>
    public static string Age(DateTimeOffset at, DateTimeOffset now)
    {
        var ago = now - at;
        return ago switch
        {
            { TotalSeconds: < 0 } => Say(0, "s"),
            { TotalSeconds: < 60 } => Say(ago.TotalSeconds, "s"),
            { TotalMinutes: < 60 } => Say(ago.TotalMinutes, "min"),
            { TotalHours: < 48 } => Say(ago.TotalHours, "h"),
            _ => Say(ago.TotalDays, "d"),
        };
    }

    private static string Say(double amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(amount):0} {unit}");
}
