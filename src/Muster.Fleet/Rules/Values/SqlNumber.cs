using System.Globalization;

namespace Muster.Fleet.Rules;

/// <summary>
/// A number of IoT SQL: at most 34 significant digits, between 1E-999 and 9.99…E999
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html), exact like pen and paper. What has more
/// digits is rounded half to even; what is too large is no number; what is too small is zero.
/// </summary>
public readonly partial struct SqlNumber : IEquatable<SqlNumber>, IComparable<SqlNumber>
{
    /// <summary>The significant digits that are kept.</summary>
    public const int MaxDigits = 34;

    /// <summary>The largest power of ten of the first digit, and the smallest with its sign turned.</summary>
    public const int MaxMagnitude = 999;

    private readonly Int128 _coefficient;
    private readonly int _exponent;

    private SqlNumber(Int128 coefficient, int exponent)
    {
        _coefficient = coefficient;
        _exponent = exponent;
    }

    /// <summary>0.</summary>
    public static SqlNumber Zero => default;

    /// <summary>Minus one, zero or one.</summary>
    public int Sign => Int128.Sign(_coefficient);

    /// <summary>Whether nothing follows the decimal point but zeros, and the digits before it are 34 at most: what can be an Int.</summary>
    public bool IsInteger => _coefficient == 0 || (_exponent >= 0 ? DigitsOf(_coefficient) + _exponent <= MaxDigits : IsDivisible(_coefficient, -_exponent));

    /// <summary>Whether it is written with a decimal point or an exponent: 10.0 is, 10 is not.</summary>
    internal bool HasPoint => _exponent != 0;

    /// <summary>Its digits, as a whole number: the value is this times ten to the power of <see cref="Exponent"/>.</summary>
    internal Int128 Coefficient => _coefficient;

    /// <summary>Where its decimal point is.</summary>
    internal int Exponent => _exponent;

    /// <summary>A whole number.</summary>
    public static SqlNumber From(long value) => new(value, 0);

    /// <summary>The number of a JSON text or a conversion, <paramref name="coefficient"/> × 10^<paramref name="exponent"/>; at most 34 digits.</summary>
    internal static SqlNumber FromParts(Int128 coefficient, int exponent) => new(coefficient, exponent);

    /// <summary>The shortest decimal number that reads as <paramref name="value"/>.</summary>
    /// <returns>False when it is none (infinite, or not a number).</returns>
    public static bool TryFrom(double value, out SqlNumber number)
    {
        Span<byte> digits = stackalloc byte[40];
        number = default;
        return double.IsFinite(value)
            && value.TryFormat(digits, out var written, "R", CultureInfo.InvariantCulture)
            && TryParse(digits[..written], out number);
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        // Both are exact in a double, and so is rounded only once (Clinger's fast path).
        const long Exact = 1L << 53;
        if (_coefficient >= -Exact && _coefficient <= Exact && _exponent is >= -22 and <= 22)
        {
            var digits = (double)(long)_coefficient;
            return _exponent >= 0 ? digits * (double)PowerOfTen(_exponent) : digits / (double)PowerOfTen(-_exponent);
        }

        return double.Parse(ToString(), CultureInfo.InvariantCulture);
    }

    /// <summary>The number as 64 bits, when it is whole and fits.</summary>
    public bool TryToInt64(out long value)
    {
        value = 0;
        if (!IsInteger)
        {
            return false;
        }

        var whole = ToWhole()._coefficient;
        if (whole < long.MinValue || whole > long.MaxValue)
        {
            return false;
        }

        value = (long)whole;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SqlNumber other)
    {
        if (_exponent == other._exponent)
        {
            return _coefficient.CompareTo(other._coefficient);
        }

        var sign = Sign;
        if (sign != other.Sign || sign == 0)
        {
            return sign.CompareTo(other.Sign);
        }

        var (mine, theirs) = (Magnitude, other.Magnitude);
        if (mine != theirs)
        {
            return mine > theirs ? sign : -sign;
        }

        // The same magnitude: the exponents differ by less than 34, and the digits fit once they are aligned.
        return _exponent > other._exponent
            ? (_coefficient * PowerOfTen(_exponent - other._exponent)).CompareTo(other._coefficient)
            : _coefficient.CompareTo(other._coefficient * PowerOfTen(other._exponent - _exponent));
    }

    /// <summary>Whether the values are the same: 1.0 equals 1.</summary>
    public bool Equals(SqlNumber other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SqlNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var stripped = Strip(int.MaxValue);
        return HashCode.Combine(stripped._coefficient, stripped._exponent);
    }

    /// <summary>Whether the values are the same.</summary>
    public static bool operator ==(SqlNumber left, SqlNumber right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(SqlNumber left, SqlNumber right) => !left.Equals(right);

    /// <summary>Less.</summary>
    public static bool operator <(SqlNumber left, SqlNumber right) => left.CompareTo(right) < 0;

    /// <summary>Greater.</summary>
    public static bool operator >(SqlNumber left, SqlNumber right) => left.CompareTo(right) > 0;

    /// <summary>Less or the same.</summary>
    public static bool operator <=(SqlNumber left, SqlNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Greater or the same.</summary>
    public static bool operator >=(SqlNumber left, SqlNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The whole number without a decimal point: 10.0 as 10, 1E3 as 1000. Only for what <see cref="IsInteger"/> holds of.</summary>
    internal SqlNumber ToWhole() => _exponent switch
    {
        0 => this,
        _ when _coefficient == 0 => default,
        > 0 => new SqlNumber(_coefficient * PowerOfTen(_exponent), 0),
        _ => new SqlNumber(_coefficient / PowerOfTen(-_exponent), 0),
    };

    /// <summary>The power of ten of the first digit.</summary>
    private int Magnitude => DigitsOf(_coefficient) - 1 + _exponent;

    private static bool IsDivisible(Int128 coefficient, int power) => power <= MaxDigits && coefficient % PowerOfTen(power) == 0;
}
