namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// Bitwise functions. Arguments are converted to Decimal and rounded down to the nearest Int; negative ones count as two's complement,
/// as Java's BigInteger has it.
/// </summary>
internal static class BitFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        Of("bitand", (x, y) => x & y),
        Of("bitor", (x, y) => x | y),
        Of("bitxor", (x, y) => x ^ y),
        new("bitnot", 1, 1, (arguments, in _) => Bits(arguments[0]) is { } x ? Int(Not(x)) : SqlValue.Undefined),
    ];

    private static SqlFunction Of(string name, Func<Int128, Int128, Int128> function) => new(
        name,
        2,
        2,
        (arguments, in _) => Bits(arguments[0]) is { } x && Bits(arguments[1]) is { } y ? Int(function(x, y)) : SqlValue.Undefined);

    /// <summary>
    /// The reference says that bitnot(13) is 2: of 1101, the four bits that the number has are turned. Two's complement would
    /// say -14; for a negative number both say the same.
    /// </summary>
    private static Int128 Not(Int128 x)
    {
        if (x < 0)
        {
            return ~x;
        }

        var bits = x == 0 ? 1 : 128 - (int)Int128.LeadingZeroCount(x);
        return x ^ ((Int128.One << bits) - 1);
    }

    private static Int128? Bits(SqlValue argument) =>
        argument.AsNumber()?.Floor() is { IsInteger: true } whole ? whole.ToWhole().Coefficient : null;

    /// <summary>Turned bits can make one digit more than an Int has.</summary>
    private static SqlValue Int(Int128 value) =>
        SqlNumber.FromParts(value, 0) is { IsInteger: true } number && Int128.Abs(value) < MaxInt ? SqlValue.FromInt(number) : SqlValue.Undefined;

    private static readonly Int128 MaxInt = Int128.Parse("1" + new string('0', SqlNumber.MaxDigits), System.Globalization.CultureInfo.InvariantCulture);
}
