using System.Globalization;
using System.Text;
using Muster.Fleet.Rules.Functions.Patterns;

namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>
/// A pattern of Joda-Time that prints a time
/// (https://www.joda.org/joda-time/apidocs/org/joda/time/format/DateTimeFormat.html): all of its letters, in English.
/// </summary>
internal sealed class JodaTimePattern
{
    /// <summary>Longest pattern that is accepted, in characters.</summary>
    public const int MaxLength = 1024;

    private const string Letters = "GCYxweEyDMdahHkKmsSzZ";

    private readonly List<Part> _parts;

    private JodaTimePattern(List<Part> parts) => _parts = parts;

    /// <summary>Reads <paramref name="pattern"/>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="problem">What is wrong with it, when nothing is returned.</param>
    public static JodaTimePattern? Parse(string pattern, out string? problem)
    {
        try
        {
            problem = null;
            return new JodaTimePattern(Read(pattern));
        }
        catch (PatternException exception)
        {
            problem = $"{exception.Message} (character {exception.Index + 1})";
            return null;
        }
    }

    /// <summary>Prints a time.</summary>
    /// <param name="utc">The time, in UTC.</param>
    /// <param name="zone">The time zone to print it for.</param>
    /// <returns>None when the zone's offset leads out of the years 1 to 9999.</returns>
    public string? Format(DateTime utc, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(utc);
        if (utc.Ticks + offset.Ticks is < 0 or > 3155378975999999999)
        {
            return null;
        }

        var local = new DateTime(utc.Ticks + offset.Ticks);
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Letter == '\0' ? part.Text : Field(part, local, utc, zone, offset));
        }

        return text.ToString();
    }

    private static List<Part> Read(string pattern)
    {
        if (pattern.Length is 0 or > MaxLength)
        {
            throw new PatternException($"a pattern has 1 to {MaxLength} characters", 0);
        }

        var parts = new List<Part>();
        for (var i = 0; i < pattern.Length;)
        {
            var start = i;
            if (pattern[i] == '\'')
            {
                parts.Add(new Part('\0', 0, Quoted(pattern, ref i)));
            }
            else if (!char.IsAsciiLetter(pattern[i]))
            {
                parts.Add(new Part('\0', 0, pattern[i++].ToString()));
            }
            else if (!Letters.Contains(pattern[i], StringComparison.Ordinal))
            {
                throw new PatternException($"the letter {pattern[i]} has no meaning; letters are {Letters}, and text stands in ' quotes", i);
            }
            else
            {
                while (i < pattern.Length && pattern[i] == pattern[start])
                {
                    i++;
                }

                parts.Add(new Part(pattern[start], i - start, ""));
            }
        }

        return parts;
    }

    /// <summary>Text in quotes; two of them are one, in it or alone. One that is not closed goes to the end, as Joda-Time has it.</summary>
    private static string Quoted(string pattern, ref int i)
    {
        i++;
        if (i < pattern.Length && pattern[i] == '\'')
        {
            i++;
            return "'";
        }

        var text = new StringBuilder();
        for (; i < pattern.Length; i++)
        {
            if (pattern[i] != '\'')
            {
                text.Append(pattern[i]);
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
            {
                text.Append(pattern[i++]);
            }
            else
            {
                i++;
                break;
            }
        }

        return text.ToString();
    }

    private static string Field(Part part, DateTime local, DateTime utc, TimeZoneInfo zone, TimeSpan offset) => part.Letter switch
    {
        'G' => TimeNames.ShortEras[1],
        'C' => Number(local.Year / 100, part.Count),
        'Y' or 'y' => Year(local.Year, part.Count),
        'x' => Year(ISOWeek.GetYear(local), part.Count),
        'w' => Number(ISOWeek.GetWeekOfYear(local), part.Count),
        'e' => Number(DayOfWeek(local), part.Count),
        'E' => (part.Count >= 4 ? TimeNames.Days : TimeNames.ShortDays)[DayOfWeek(local) - 1],
        'D' => Number(local.DayOfYear, part.Count),
        'M' when part.Count >= 3 => (part.Count >= 4 ? TimeNames.Months : TimeNames.ShortMonths)[local.Month - 1],
        'M' => Number(local.Month, part.Count),
        'd' => Number(local.Day, part.Count),
        'a' => TimeNames.HalfDays[local.Hour / 12],
        'K' => Number(local.Hour % 12, part.Count),
        'h' => Number(local.Hour % 12 == 0 ? 12 : local.Hour % 12, part.Count),
        'H' => Number(local.Hour, part.Count),
        'k' => Number(local.Hour == 0 ? 24 : local.Hour, part.Count),
        'm' => Number(local.Minute, part.Count),
        's' => Number(local.Second, part.Count),
        'S' => Fraction(local.Millisecond, part.Count),
        'z' => part.Count >= 4 ? TimeZones.LongName(zone, utc) : TimeZones.ShortName(zone, utc),
        _ => part.Count >= 3 ? zone.Id : TimeZones.OffsetText(offset, part.Count == 1 ? "" : ":"),
    };

    /// <summary>Two letters are the last two digits.</summary>
    private static string Year(int year, int count) => count == 2 ? Number(year % 100, 2) : Number(year, count);

    private static string Number(int number, int digits) => number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static string Fraction(int milliseconds, int digits)
    {
        var text = milliseconds.ToString("000", CultureInfo.InvariantCulture);
        return digits <= text.Length ? text[..digits] : text.PadRight(digits, '0');
    }

    /// <summary>Monday is 1, Sunday 7.</summary>
    private static int DayOfWeek(DateTime local) => local.DayOfWeek == System.DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;

    /// <summary>A field, or text as it is.</summary>
    private readonly record struct Part(char Letter, int Count, string Text);
}
