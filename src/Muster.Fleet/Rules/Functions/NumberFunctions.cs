namespace Muster.Fleet.Rules.Functions;

/// <summary>Exact functions on numbers: results have up to 34 digits.</summary>
internal static class NumberFunctions
{
    private const int MaxPlaces = 34;

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("abs", 1, 1, Abs),
        new("ceil", 1, 1, (a, in c) => ToInt(a[0], n => n.Ceiling())),
        new("floor", 1, 1, (a, in c) => ToInt(a[0], n => n.Floor())),
        new("round", 1, 1, (a, in c) => ToInt(a[0], n => n.Round(0, MidpointRounding.AwayFromZero))),
        new("sign", 1, 1, (a, in c) => ToInt(a[0], n => SqlNumber.From(n.Sign))),
        new("mod", 2, 2, Remainder),
        new("remainder", 2, 2, Remainder),
        new("trunc", 2, 2, Truncate),
    ];

    private static SqlValue Abs(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        var number = arguments[0].AsNumber()?.Abs();
        return arguments[0].Kind == SqlKind.Int && number is { } whole ? SqlResult.Int(whole) : SqlResult.Number(number, context.Version);
    }

    private static SqlValue ToInt(SqlValue argument, Func<SqlNumber, SqlNumber> round) =>
        argument.AsNumber() is { } number ? SqlResult.Int(round(number)) : SqlValue.Undefined;

    /// <summary>Also the operator %. It has the sign of the first argument; Undefined for a division by zero.</summary>
    private static SqlValue Remainder(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        if (arguments[0].AsNumber() is not { } left || arguments[1].AsNumber() is not { } right || !SqlNumber.TryRemainder(left, right, out var remainder))
        {
            return SqlValue.Undefined;
        }

        return arguments[0].Kind == SqlKind.Int && arguments[1].Kind == SqlKind.Int ? SqlResult.Int(remainder) : SqlResult.Number(remainder, context.Version);
    }

    private static SqlValue Truncate(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context)
    {
        // The table converts a String as the first argument only.
        if (arguments[0].AsNumber() is not { } number || !arguments[1].TryGetNumber(out var wanted))
        {
            return SqlValue.Undefined;
        }

        if (arguments[0].Kind == SqlKind.Int)
        {
            return arguments[0];
        }

        var places = (int)Clamp(wanted.Floor(), 0, MaxPlaces);
        return SqlResult.Number(number.Round(places, MidpointRounding.ToZero).Strip(0), context.Version);
    }

    /// <summary>A whole number as 64 bits, at the nearest bound when it is beyond one.</summary>
    public static long Clamp(SqlNumber whole, long least, long most) =>
        whole < SqlNumber.From(least) ? least
        : whole > SqlNumber.From(most) ? most
        : whole.TryToInt64(out var value) ? value : least;
}
