using System.Runtime.CompilerServices;

namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>What has been read of a time, and the time that it makes.</summary>
internal struct JavaTimeFields
{
    private const long NanosPerSecond = 1_000_000_000;
    private const long MaxYear = 999_999_999;
    private const long DaysToModifiedJulian = 40587;

    private Values _values;
    private uint _has;
    private TimeZoneInfo? _zone;

    /// <summary>A field; none when it was not read.</summary>
    public readonly long? this[TimeField field] => Has(field) ? _values[(int)field] : null;

    /// <summary>Notes a field.</summary>
    /// <returns>False when it was read before, with another value.</returns>
    public bool Set(TimeField field, long value)
    {
        if (Has(field))
        {
            return _values[(int)field] == value;
        }

        _values[(int)field] = value;
        _has |= 1u << (int)field;
        return true;
    }

    /// <summary>Notes the zone.</summary>
    /// <returns>False when another was read before.</returns>
    public bool SetZone(TimeZoneInfo zone)
    {
        var isSame = _zone is null || _zone.Id == zone.Id;
        _zone = zone;
        return isSame;
    }

    /// <summary>Milliseconds since 1970; none when the fields make no date, or one that does not exist.</summary>
    public readonly long? ToEpoch()
    {
        if (Date() is not { } days || Time() is not { } nanos)
        {
            return null;
        }

        var local = ((Int128)days * 86_400 * NanosPerSecond) + nanos;
        var offset = this[TimeField.Offset] ?? OffsetOf(local);
        var utc = local - ((Int128)offset * NanosPerSecond);
        var millis = (utc - (((utc % 1_000_000) + 1_000_000) % 1_000_000)) / 1_000_000;
        return millis >= long.MinValue && millis <= long.MaxValue ? (long)millis : null;
    }

    private readonly bool Has(TimeField field) => (_has & (1u << (int)field)) != 0;

    /// <summary>Days since 1970.</summary>
    private readonly long? Date()
    {
        long? days = null;
        if (this[TimeField.ModifiedJulianDay] is { } julian && Math.Abs(julian) < 366 * MaxYear)
        {
            days = julian - DaysToModifiedJulian;
        }
        else if (Year() is { } year)
        {
            if (this[TimeField.Month] is { } month && this[TimeField.Day] is { } day)
            {
                days = month is >= 1 and <= 12 && day is >= 1 and <= 31
                    ? DaysFromCivil(year, (int)month, (int)Math.Min(day, DaysInMonth(year, (int)month)))
                    : null;
            }
            else if (this[TimeField.DayOfYear] is { } dayOfYear)
            {
                days = dayOfYear >= 1 && dayOfYear <= (IsLeap(year) ? 366 : 365) ? DaysFromCivil(year, 1, 1) + dayOfYear - 1 : null;
            }
        }

        // 1 January 1970 was a Thursday.
        return days is null || this[TimeField.DayOfWeek] is not { } weekday || (((days + 3) % 7) + 7) % 7 == weekday - 1 ? days : null;
    }

    private readonly long? Year()
    {
        var year = this[TimeField.Year];
        if (this[TimeField.YearOfEra] is { } ofEra)
        {
            var counted = this[TimeField.Era] == 0 ? 1 - ofEra : ofEra;
            if (ofEra < 1 || (year is not null && year != counted))
            {
                return null;
            }

            year = counted;
        }

        return year is >= -MaxYear and <= MaxYear ? year : null;
    }

    /// <summary>Nanoseconds since midnight, 0 without a time; none when the time does not exist.</summary>
    private readonly long? Time()
    {
        if (this[TimeField.NanoOfDay] is { } nanoOfDay)
        {
            return nanoOfDay < 86_400 * NanosPerSecond ? nanoOfDay : null;
        }

        if (this[TimeField.MilliOfDay] is { } milliOfDay)
        {
            return milliOfDay < 86_400_000 ? milliOfDay * 1_000_000 : null;
        }

        var (hour, minute, second, nano) = (Hour(out var isWrong), this[TimeField.Minute], this[TimeField.Second], this[TimeField.Nano]);
        if (isWrong || (hour is null && (minute ?? second ?? nano) is not null) || (minute is null && second is not null) || (second is null && nano is not null))
        {
            return null;
        }

        var ofDay = (((((hour ?? 0) * 60) + (minute ?? 0)) * 60) + (second ?? 0)) * NanosPerSecond;
        var exists = hour is null or (>= 0 and <= 23) || (hour == 24 && (minute ?? 0) == 0 && (second ?? 0) == 0 && (nano ?? 0) == 0);
        return exists && minute is null or (>= 0 and <= 59) && second is null or (>= 0 and <= 59) && nano is null or (>= 0 and < NanosPerSecond)
            ? ofDay + (nano ?? 0)
            : null;
    }

    private readonly long? Hour(out bool isWrong)
    {
        var hour = this[TimeField.Hour];
        isWrong = false;
        if (this[TimeField.ClockHour] is { } clock)
        {
            isWrong = clock is < 1 or > 24 || (hour is not null && hour != clock % 24);
            hour = clock % 24;
        }

        var half = this[TimeField.HalfHour];
        if (this[TimeField.ClockHalfHour] is { } clockHalf)
        {
            isWrong |= clockHalf is < 1 or > 12 || (half is not null && half != clockHalf % 12);
            half = clockHalf % 12;
        }

        if (half is not null)
        {
            isWrong |= half is < 0 or > 11 || this[TimeField.HalfDay] is null;
            var counted = half + (12 * (this[TimeField.HalfDay] ?? 0));
            isWrong |= hour is not null && hour != counted;
            hour = counted;
        }

        return hour;
    }

    /// <summary>
    /// The zone's offset in seconds: of a time that comes twice the first, of one that the clock skips the one before it,
    /// as Java has it. UTC without a zone.
    /// </summary>
    private readonly long OffsetOf(Int128 local)
    {
        if (_zone is null || _zone == TimeZoneInfo.Utc)
        {
            return 0;
        }

        var ticks = (local / 100) + DateTime.UnixEpoch.Ticks;
        if (ticks < TimeSpan.TicksPerDay || ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
        {
            return (long)_zone.BaseUtcOffset.TotalSeconds;
        }

        var time = new DateTime((long)ticks, DateTimeKind.Unspecified);
        var offset = _zone.IsInvalidTime(time) ? _zone.GetUtcOffset(DateTime.SpecifyKind(time - _zone.BaseUtcOffset - TimeSpan.FromHours(4), DateTimeKind.Utc))
            : _zone.IsAmbiguousTime(time) ? _zone.GetAmbiguousTimeOffsets(time).Max()
            : _zone.GetUtcOffset(time);
        return (long)offset.TotalSeconds;
    }

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Days since 1970 in the Gregorian calendar for all years: 400 of them have 146,097 days; a year begins in March.</summary>
    private static long DaysFromCivil(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    [InlineArray((int)TimeField.Offset + 1)]
    private struct Values
    {
        private long _first;
    }
}
