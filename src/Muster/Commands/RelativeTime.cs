using System.Globalization;

namespace Muster.Commands;

/// <summary>Times as people read them: how long ago.</summary>
internal static class RelativeTime
{
    /// <summary><paramref name="at"/> as seen from <paramref name="now"/>, like "3 s ago". A time ahead (the server's clock is another) is "now".</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var ago = now - at;
        return ago switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalSeconds: < 60 } => Say(ago.TotalSeconds, "s"),
            { TotalMinutes: < 60 } => Say(ago.TotalMinutes, "min"),
            { TotalHours: < 48 } => Say(ago.TotalHours, "h"),
            _ => Say(ago.TotalDays, "d"),
        };
    }

    private static string Say(double amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(amount):0} {unit} ago");
}
