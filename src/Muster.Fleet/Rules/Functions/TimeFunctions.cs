using Muster.Fleet.Rules.Functions.Patterns;
using Muster.Fleet.Rules.Functions.Time;

namespace Muster.Fleet.Rules.Functions;

/// <summary>Functions of time. Patterns that stand in the rule are read when it is loaded, and refused there when they are not valid.</summary>
internal static class TimeFunctions
{
    // 0001-01-01 and the last millisecond of 9999, in milliseconds since 1970: the years that .NET's calendar has.
    private const long MinMillis = -62135596800000;
    private const long MaxMillis = 253402300799999;

    private static readonly PatternCache<JodaTimePattern> Printers = new(JodaTimePattern.Parse);
    private static readonly PatternCache<JavaTimePattern> Readers = new(JavaTimePattern.Parse);

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("parse_time", 2, 3, ParseTime) { Weight = 8, Since = SqlVersion.V20160323, CheckLiterals = CheckParseTime },
        new("time_to_epoch", 2, 2, TimeToEpoch) { Weight = 8, Since = SqlVersion.V20160323, CheckLiterals = CheckTimeToEpoch },
        new("timestamp", 0, 0, (_, in context) => SqlValue.From(context.Message.ReceivedAt.ToUnixTimeMilliseconds())) { IsPure = false },
    ];

    /// <summary>Prints milliseconds since 1970; years from 1 to 9999.</summary>
    private static SqlValue ParseTime(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments[0].AsText() is not { } text || Printers.Get(text) is not { } pattern
            || arguments[1].AsNumber()?.Floor() is not { } time || !time.TryToInt64(out var millis) || millis is < MinMillis or > MaxMillis)
        {
            return SqlValue.Undefined;
        }

        var zone = arguments.Length < 3 ? TimeZoneInfo.Utc : arguments[2].AsText() is { } id ? TimeZones.Find(id) : null;
        return zone is null ? SqlValue.Undefined : SqlResult.Text(pattern.Format(DateTime.UnixEpoch.AddTicks(millis * TimeSpan.TicksPerMillisecond), zone));
    }

    private static SqlValue TimeToEpoch(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsText() is { } text && arguments[1].AsText() is { } pattern && Readers.Get(pattern)?.ToEpoch(text) is { } millis
            ? SqlValue.From(millis)
            : SqlValue.Undefined;

    private static SqlArgumentMistake? CheckParseTime(IReadOnlyList<SqlValue?> arguments, SqlVersion version)
    {
        if (arguments[0]?.AsText() is { } pattern && Printers.Keep(pattern) is { } problem)
        {
            return new SqlArgumentMistake(0, $"'{pattern}' is no pattern for a time: {problem}");
        }

        return arguments.Count > 2 && arguments[2]?.AsText() is { } zone && TimeZones.Find(zone) is null
            ? new SqlArgumentMistake(2, $"there is no time zone '{zone}' on this machine; zones are UTC, offsets such as +02:00, and ids such as Europe/Berlin")
            : null;
    }

    private static SqlArgumentMistake? CheckTimeToEpoch(IReadOnlyList<SqlValue?> arguments, SqlVersion version) =>
        arguments[1]?.AsText() is { } pattern && Readers.Keep(pattern) is { } problem
            ? new SqlArgumentMistake(1, $"'{pattern}' is no pattern for a time: {problem}")
            : null;
}
