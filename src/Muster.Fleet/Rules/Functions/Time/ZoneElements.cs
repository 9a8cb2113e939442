using System.Globalization;

namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>A time zone: an id or an offset and, where <paramref name="TakesNames"/> says so, an English name or abbreviation.</summary>
internal sealed record ZoneElement(bool TakesNames) : JavaTimeElement
{
    private const int MaxTries = 4;

    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var rest = text.AsSpan(position);
        var (name, zone) = WithOffset(text, position);
        if (zone is null)
        {
            (name, zone) = Named(rest);
        }

        position += name;
        return zone is not null && fields.SetZone(zone);
    }

    /// <summary><c>+02:00</c>, <c>UTC</c>, <c>UTC+02:00</c>; not the beginning of another id.</summary>
    private static (int Length, TimeZoneInfo? Zone) WithOffset(string text, int position)
    {
        var rest = text.AsSpan(position);
        var prefix = rest.StartsWith("UTC", StringComparison.Ordinal) || rest.StartsWith("GMT", StringComparison.Ordinal) ? 3
            : rest.StartsWith("UT", StringComparison.Ordinal) ? 2 : 0;
        if (prefix < rest.Length && rest[prefix] is '+' or '-')
        {
            var (end, fields) = (position + prefix, new JavaTimeFields());
            if (new OffsetElement(OffsetStyle.ColonSeconds, "").Read(text, ref end, ref fields))
            {
                return (end - position, TimeZones.Fixed(TimeSpan.FromSeconds(fields[TimeField.Offset] ?? 0)));
            }
        }

        return prefix > 0 && (prefix == rest.Length || !char.IsAsciiLetterOrDigit(rest[prefix])) ? (prefix, TimeZoneInfo.Utc) : (0, null);
    }

    private (int Length, TimeZoneInfo? Zone) Named(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '/' or '_' or '-' or '+'))
        {
            length++;
        }

        // The longest id first: Etc/GMT+5 has a sign in it, Europe/Berlin-2 is an id with something behind it.
        for (var tries = 0; length > 0 && tries < MaxTries; tries++)
        {
            if (TimeZones.Find(rest[..length].ToString()) is { } zone)
            {
                return (length, zone);
            }

            length = Math.Max(0, rest[..length].LastIndexOfAny('-', '+'));
        }

        if (TakesNames)
        {
            foreach (var name in TimeZones.KnownNames)
            {
                if (rest.StartsWith(name, StringComparison.Ordinal))
                {
                    return (name.Length, TimeZones.ByName(name));
                }
            }
        }

        return (0, null);
    }
}

/// <summary>An offset from UTC; <paramref name="Zero"/> is how none is written.</summary>
internal sealed record OffsetElement(OffsetStyle Style, string Zero) : JavaTimeElement
{
    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var rest = text.AsSpan(position);
        if (Zero.Length > 0 && rest.StartsWith(Zero, StringComparison.Ordinal))
        {
            position += Zero.Length;
            return fields.Set(TimeField.Offset, 0);
        }

        var at = 0;
        if (Style == OffsetStyle.Localized)
        {
            if (!rest.StartsWith("GMT", StringComparison.Ordinal))
            {
                return false;
            }

            at = 3;
            if (rest.Length == at || rest[at] is not ('+' or '-'))
            {
                position += at;
                return fields.Set(TimeField.Offset, 0);
            }
        }

        if (at >= rest.Length || rest[at] is not ('+' or '-'))
        {
            return false;
        }

        var sign = rest[at++] == '-' ? -1 : 1;
        var colon = Style is OffsetStyle.Colon or OffsetStyle.ColonSeconds or OffsetStyle.Localized;
        var minutesMayMiss = Style is OffsetStyle.Hours or OffsetStyle.Localized;
        var hasSeconds = Style is OffsetStyle.Seconds or OffsetStyle.ColonSeconds or OffsetStyle.Localized;
        var (minutes, seconds) = (0, 0);
        if (!Two(rest, ref at, colon: false, Style == OffsetStyle.Localized, out var hours)
            || !(Two(rest, ref at, colon, isShort: false, out minutes) || minutesMayMiss))
        {
            return false;
        }

        if (hasSeconds)
        {
            Two(rest, ref at, colon, isShort: false, out seconds);
        }

        var total = (hours * 3600) + (minutes * 60) + seconds;
        position += at;
        return minutes < 60 && seconds < 60 && total <= TimeZones.MaxOffset.TotalSeconds && fields.Set(TimeField.Offset, sign * total);
    }

    /// <summary>Two digits, or one where <paramref name="isShort"/> allows it.</summary>
    private static bool Two(ReadOnlySpan<char> text, ref int at, bool colon, bool isShort, out int value)
    {
        value = 0;
        var start = at;
        if (colon && (start >= text.Length || text[start++] != ':'))
        {
            return false;
        }

        var width = start + 1 < text.Length && char.IsAsciiDigit(text[start + 1]) ? 2 : isShort ? 1 : 0;
        if (width == 0 || start + width > text.Length || !int.TryParse(text.Slice(start, width), NumberStyles.None, null, out value))
        {
            return false;
        }

        at = start + width;
        return true;
    }
}
