namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>What each letter of a pattern of Java reads.</summary>
internal static class JavaTimeLetters
{
    private const int AnyWidth = 19;

    /// <summary>The element of <paramref name="count"/> times <paramref name="letter"/>.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="count">How often it stands there.</param>
    /// <param name="problem">What is wrong with it, when nothing is returned.</param>
    public static JavaTimeElement? Element(char letter, int count, out string? problem)
    {
        problem = null;
        var element = letter switch
        {
            'u' => Year(TimeField.Year, count),
            'y' => Year(TimeField.YearOfEra, count),
            'M' or 'L' => count switch
            {
                <= 2 => Number(TimeField.Month, count),
                3 => new TextElement(TimeField.Month, TimeNames.ShortMonths, 1),
                4 => new TextElement(TimeField.Month, TimeNames.Months, 1),
                _ => null,
            },
            'E' => count switch
            {
                <= 3 => new TextElement(TimeField.DayOfWeek, TimeNames.ShortDays, 1),
                4 => new TextElement(TimeField.DayOfWeek, TimeNames.Days, 1),
                _ => null,
            },
            'G' => count switch
            {
                <= 3 => new TextElement(TimeField.Era, TimeNames.ShortEras, 0),
                4 => new TextElement(TimeField.Era, TimeNames.Eras, 0),
                _ => null,
            },
            'a' when count == 1 => new TextElement(TimeField.HalfDay, TimeNames.HalfDays, 0),
            'd' => Number(TimeField.Day, count),
            'D' => count == 1 ? Number(TimeField.DayOfYear, 1) : count <= 3 ? new NumberElement(TimeField.DayOfYear, count, 3, MaySign: false) : null,
            'g' when count <= AnyWidth => new NumberElement(TimeField.ModifiedJulianDay, count, AnyWidth, MaySign: true),
            'H' => Number(TimeField.Hour, count),
            'k' => Number(TimeField.ClockHour, count),
            'K' => Number(TimeField.HalfHour, count),
            'h' => Number(TimeField.ClockHalfHour, count),
            'm' => Number(TimeField.Minute, count),
            's' => Number(TimeField.Second, count),
            'S' when count <= 9 => new NumberElement(TimeField.Nano, count, count, MaySign: false) { FractionDigits = count },
            'A' when count <= AnyWidth => new NumberElement(TimeField.MilliOfDay, count, AnyWidth, MaySign: false),
            'n' when count <= AnyWidth => new NumberElement(TimeField.Nano, count, AnyWidth, MaySign: false),
            'N' when count <= AnyWidth => new NumberElement(TimeField.NanoOfDay, count, AnyWidth, MaySign: false),
            'V' when count == 2 => new ZoneElement(TakesNames: false),
            'z' when count <= 4 => new ZoneElement(TakesNames: true),
            'v' when count is 1 or 4 => new ZoneElement(TakesNames: true),
            'O' when count is 1 or 4 => new OffsetElement(OffsetStyle.Localized, ""),
            'X' when count <= 5 => new OffsetElement((OffsetStyle)count, "Z"),
            'x' when count <= 5 => new OffsetElement((OffsetStyle)count, count == 1 ? "+00" : count % 2 == 0 ? "+0000" : "+00:00"),
            'Z' when count <= 3 => new OffsetElement(OffsetStyle.HoursMinutes, "+0000"),
            'Z' when count == 4 => new OffsetElement(OffsetStyle.Localized, ""),
            'Z' when count == 5 => new OffsetElement(OffsetStyle.ColonSeconds, "Z"),
            _ => (JavaTimeElement?)null,
        };

        if (element is null)
        {
            problem = letter switch
            {
                'e' or 'c' or 'w' or 'W' or 'Y' or 'F' or 'q' or 'Q' or 'B' => $"the letter {letter} does not lead to a date; write it with y, M and d, or y and D",
                'V' => "a zone's id is VV",
                _ when "uyMLEGadDgHkKhmsSAnNzvOXxZ".Contains(letter, StringComparison.Ordinal) => $"{new string(letter, Math.Min(count, 20))} has no meaning: {count} times {letter}",
                _ => $"the letter {letter} has no meaning; text stands in ' quotes",
            };
        }

        return element;
    }

    private static NumberElement? Year(TimeField field, int count) => count switch
    {
        2 => new NumberElement(field, 2, 2, MaySign: false) { IsTwoDigitYear = true },
        <= 3 => new NumberElement(field, count, AnyWidth, MaySign: true),
        <= AnyWidth => new NumberElement(field, count, AnyWidth, MaySign: true) { SignsExcess = true },
        _ => null,
    };

    /// <summary>One letter is any number, two are two digits.</summary>
    private static NumberElement? Number(TimeField field, int count) => count switch
    {
        1 => new NumberElement(field, 1, AnyWidth, MaySign: true),
        2 => new NumberElement(field, 2, 2, MaySign: false),
        _ => null,
    };
}
