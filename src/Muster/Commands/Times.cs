using System.Globalization;

namespace Muster.Commands;

/// <summary>Points in time as people read and type them.</summary>
internal static class Times
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary><paramref name="at"/> in the time of this place, like "2026-01-31 18:30:00"; none when there is none.</summary>
    public static string? Local(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } time ? TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    /// <summary><paramref name="at"/> as it travels: RFC 3339 in UTC.</summary>
    public static string Wire(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time with its offset from UTC, as RFC 3339 writes it; none when <paramref name="text"/> is none.</summary>
    public static DateTimeOffset? Parse(string text) =>
        text.Length > 16 && (text[^1] == 'Z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
