namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>What a number or a name in a time says.</summary>
internal enum TimeField
{
    /// <summary>0 before Christ, 1 after.</summary>
    Era,

    /// <summary>The year in its era.</summary>
    YearOfEra,

    /// <summary>The year; 0 is 1 BC.</summary>
    Year,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>1 to 31.</summary>
    Day,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>Days since 17 November 1858.</summary>
    ModifiedJulianDay,

    /// <summary>1 is Monday.</summary>
    DayOfWeek,

    /// <summary>0 before noon, 1 after.</summary>
    HalfDay,

    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>1 to 24.</summary>
    ClockHour,

    /// <summary>0 to 11.</summary>
    HalfHour,

    /// <summary>1 to 12.</summary>
    ClockHalfHour,

    /// <summary>0 to 59.</summary>
    Minute,

    /// <summary>0 to 59.</summary>
    Second,

    /// <summary>Nanoseconds of the second.</summary>
    Nano,

    /// <summary>Milliseconds since midnight.</summary>
    MilliOfDay,

    /// <summary>Nanoseconds since midnight.</summary>
    NanoOfDay,

    /// <summary>The offset from UTC in seconds.</summary>
    Offset,
}
