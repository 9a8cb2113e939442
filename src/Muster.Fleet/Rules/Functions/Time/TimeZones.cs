using System.Collections.Frozen;
using System.Globalization;

namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>Time zones by the ids of the tz database, by offset (<c>+02:00</c>) and, for reading, by abbreviation (<c>PST</c>).</summary>
internal static class TimeZones
{
    /// <summary>The largest offset of Java's time zones.</summary>
    public static readonly TimeSpan MaxOffset = TimeSpan.FromHours(18);

    private const int MaxIdLength = 64;

    /// <summary>
    /// What the abbreviations of the tz database stand for. .NET knows full names from ICU only, which is not part of this program;
    /// IST, BST and CST are taken as Java takes them for the United States' locale.
    /// </summary>
    private static readonly (string Abbreviation, string Name, string Zone)[] Known =
    [
        ("UTC", "Coordinated Universal Time", "Etc/UTC"),
        ("GMT", "Greenwich Mean Time", "Etc/GMT"),
        ("EST", "Eastern Standard Time", "America/New_York"),
        ("EDT", "Eastern Daylight Time", "America/New_York"),
        ("CST", "Central Standard Time", "America/Chicago"),
        ("CDT", "Central Daylight Time", "America/Chicago"),
        ("MST", "Mountain Standard Time", "America/Denver"),
        ("MDT", "Mountain Daylight Time", "America/Denver"),
        ("PST", "Pacific Standard Time", "America/Los_Angeles"),
        ("PDT", "Pacific Daylight Time", "America/Los_Angeles"),
        ("AKST", "Alaska Standard Time", "America/Anchorage"),
        ("AKDT", "Alaska Daylight Time", "America/Anchorage"),
        ("HST", "Hawaii-Aleutian Standard Time", "Pacific/Honolulu"),
        ("AST", "Atlantic Standard Time", "America/Halifax"),
        ("ADT", "Atlantic Daylight Time", "America/Halifax"),
        ("BST", "British Summer Time", "Europe/London"),
        ("WET", "Western European Time", "Europe/Lisbon"),
        ("WEST", "Western European Summer Time", "Europe/Lisbon"),
        ("CET", "Central European Time", "Europe/Paris"),
        ("CEST", "Central European Summer Time", "Europe/Paris"),
        ("EET", "Eastern European Time", "Europe/Athens"),
        ("EEST", "Eastern European Summer Time", "Europe/Athens"),
        ("MSK", "Moscow Standard Time", "Europe/Moscow"),
        ("IST", "India Standard Time", "Asia/Kolkata"),
        ("JST", "Japan Standard Time", "Asia/Tokyo"),
        ("KST", "Korean Standard Time", "Asia/Seoul"),
        ("HKT", "Hong Kong Time", "Asia/Hong_Kong"),
        ("AWST", "Australian Western Standard Time", "Australia/Perth"),
        ("ACST", "Australian Central Standard Time", "Australia/Adelaide"),
        ("ACDT", "Australian Central Daylight Time", "Australia/Adelaide"),
        ("AEST", "Australian Eastern Standard Time", "Australia/Sydney"),
        ("AEDT", "Australian Eastern Daylight Time", "Australia/Sydney"),
        ("NZST", "New Zealand Standard Time", "Pacific/Auckland"),
        ("NZDT", "New Zealand Daylight Time", "Pacific/Auckland"),
        ("SAST", "South Africa Standard Time", "Africa/Johannesburg"),
        ("EAT", "East Africa Time", "Africa/Nairobi"),
        ("WAT", "West Africa Time", "Africa/Lagos"),
        ("CAT", "Central Africa Time", "Africa/Maputo"),
    ];

    private static readonly FrozenDictionary<string, string> Names = Known.ToFrozenDictionary(k => k.Abbreviation, k => k.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ZoneOfName = Known
        .SelectMany(k => new[] { (Key: k.Abbreviation, k.Zone), (Key: k.Name, k.Zone) })
        .ToFrozenDictionary(k => k.Key, k => k.Zone, StringComparer.Ordinal);

    /// <summary>The names and abbreviations that <see cref="ByName"/> knows, the longest first.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = [.. ZoneOfName.Keys.OrderByDescending(k => k.Length)];

    /// <summary>
    /// A zone by its id: <c>UTC</c>, <c>Z</c>, <c>+02:00</c>, <c>UTC+02:00</c>, or one of the tz database such as <c>Europe/Berlin</c>,
    /// which the machine must have (Debian: the package tzdata).
    /// </summary>
    /// <returns>None when there is no such zone.</returns>
    public static TimeZoneInfo? Find(string id)
    {
        if (id is "UTC" or "GMT" or "UT" or "Z")
        {
            return TimeZoneInfo.Utc;
        }

        if (id.Length is 0 or > MaxIdLength)
        {
            return null;
        }

        var prefix = id.StartsWith("UTC", StringComparison.Ordinal) || id.StartsWith("GMT", StringComparison.Ordinal) ? 3
            : id.StartsWith("UT", StringComparison.Ordinal) ? 2 : 0;
        if (Offset(id.AsSpan(prefix)) is { } offset)
        {
            return Fixed(offset);
        }

        // The id becomes a file name: nothing that leads out of the folder.
        return id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && char.IsAsciiLetter(id[0])
            && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
    }

    /// <summary>A zone by abbreviation or full English name.</summary>
    public static TimeZoneInfo? ByName(string name) => ZoneOfName.TryGetValue(name, out var id) ? Find(id) ?? Find(name) : null;

    /// <summary>A zone of one offset for ever.</summary>
    /// <param name="offset">At most <see cref="MaxOffset"/> either way.</param>
    public static TimeZoneInfo Fixed(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
        {
            return TimeZoneInfo.Utc;
        }

        // .NET has zones of up to 14 hours and whole minutes.
        var clamped = TimeSpan.FromMinutes(Math.Clamp(Math.Floor(offset.TotalMinutes), -14 * 60, 14 * 60));
        return TimeZoneInfo.CreateCustomTimeZone(OffsetText(clamped, ":"), clamped, displayName: null, standardDisplayName: null);
    }

    /// <summary><c>+02:00</c>, or without the colon.</summary>
    public static string OffsetText(TimeSpan offset, string separator) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{separator}{Math.Abs(offset.Minutes):00}");

    /// <summary>The abbreviation of the tz database (<c>CST</c>); the offset where it has none in letters.</summary>
    public static string ShortName(TimeZoneInfo zone, DateTime utc)
    {
        if (zone == TimeZoneInfo.Utc)
        {
            return "UTC";
        }

        // Without ICU, .NET's names are the abbreviations of the tz database.
        var name = zone.IsDaylightSavingTime(utc) ? zone.DaylightName : zone.StandardName;
        return name.Length is > 0 and <= 6 && name.All(char.IsAsciiLetter) ? name : OffsetText(zone.GetUtcOffset(utc), ":");
    }

    /// <summary>The full English name, where it is known; else as <see cref="ShortName"/>.</summary>
    public static string LongName(TimeZoneInfo zone, DateTime utc)
    {
        var name = ShortName(zone, utc);
        return Names.GetValueOrDefault(name, name);
    }

    /// <summary><c>+h</c>, <c>+hh</c>, <c>+hhmm</c> or <c>+hh:mm</c>.</summary>
    private static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return null;
        }

        var digits = text[1..];
        var colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length > 2 ? digits[..^2] : digits;
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length > 2 ? digits[^2..] : "00";
        if (hours.Length is 0 or > 2 || minutes.Length != 2
            || !int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || h > 14 || m > 59 || (h == 14 && m > 0))
        {
            return null;
        }

        var offset = new TimeSpan(h, m, 0);
        return text[0] == '-' ? -offset : offset;
    }
}
