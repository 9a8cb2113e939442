using System.Numerics;

namespace Muster.Fleet.Rules;

/// <content>Arithmetic, rounded to 34 digits half to even, as IEEE 754's decimal128 has it.</content>
public readonly partial struct SqlNumber
{
    private static readonly Int128[] Powers = MakePowers();

    /// <summary>The number with its sign turned.</summary>
    public static SqlNumber operator -(SqlNumber value) => new(-value._coefficient, value._exponent);

    /// <summary>The number without its sign.</summary>
    public SqlNumber Abs() => new(Int128.Abs(_coefficient), _exponent);

    /// <summary>Adds.</summary>
    /// <returns>False when the sum is too large.</returns>
    public static bool TryAdd(SqlNumber left, SqlNumber right, out SqlNumber sum)
    {
        if (left._exponent == right._exponent)
        {
            // Two numbers of 34 digits have a sum of 35, which still fits.
            return TryRound(left._coefficient + right._coefficient, left._exponent, out sum);
        }

        var exponent = Math.Min(left._exponent, right._exponent);
        return TryCreate(left.Aligned(exponent) + right.Aligned(exponent), exponent, out sum);
    }

    /// <summary>Subtracts.</summary>
    /// <returns>False when the difference is too large.</returns>
    public static bool TrySubtract(SqlNumber left, SqlNumber right, out SqlNumber difference) => TryAdd(left, -right, out difference);

    /// <summary>Multiplies.</summary>
    /// <returns>False when the product is too large.</returns>
    public static bool TryMultiply(SqlNumber left, SqlNumber right, out SqlNumber product)
    {
        var exponent = left._exponent + right._exponent;
        return IsSmall(left._coefficient) && IsSmall(right._coefficient)
            ? TryRound(left._coefficient * right._coefficient, exponent, out product)
            : TryCreate((BigInteger)left._coefficient * right._coefficient, exponent, out product);
    }

    /// <summary>Divides.</summary>
    /// <returns>False when <paramref name="right"/> is zero, or the quotient is too large.</returns>
    public static bool TryDivide(SqlNumber left, SqlNumber right, out SqlNumber quotient)
    {
        quotient = default;
        if (right._coefficient == 0)
        {
            return false;
        }

        // Two digits more than are kept; one more digit that is not zero stands for all that follow.
        const int Spare = (2 * MaxDigits) + 2;
        var scaled = BigInteger.DivRem((BigInteger)left._coefficient * BigInteger.Pow(10, Spare), right._coefficient, out var rest);
        var sticky = rest.IsZero ? 0 : left.Sign * right.Sign;
        if (!TryCreate((scaled * 10) + sticky, left._exponent - right._exponent - Spare - 1, out quotient))
        {
            return false;
        }

        // As many zeros as the division by pen and paper would write: 6 / 2 is 3.
        quotient = quotient.Strip(Math.Max(0, left._exponent - right._exponent));
        return true;
    }

    /// <summary>Divides whole numbers, towards zero.</summary>
    /// <returns>False when <paramref name="right"/> is zero.</returns>
    public static bool TryDivideWhole(SqlNumber left, SqlNumber right, out SqlNumber quotient)
    {
        var known = right._coefficient != 0;
        quotient = known ? new SqlNumber(left.ToWhole()._coefficient / right.ToWhole()._coefficient, 0) : default;
        return known;
    }

    /// <summary>What is left of a division towards zero; it has the sign of <paramref name="left"/>.</summary>
    /// <returns>False when <paramref name="right"/> is zero.</returns>
    public static bool TryRemainder(SqlNumber left, SqlNumber right, out SqlNumber remainder)
    {
        remainder = default;
        if (right._coefficient == 0)
        {
            return false;
        }

        if (left._exponent == right._exponent)
        {
            remainder = new SqlNumber(left._coefficient % right._coefficient, left._exponent);
            return true;
        }

        var exponent = Math.Min(left._exponent, right._exponent);
        return TryCreate(BigInteger.Remainder(left.Aligned(exponent), right.Aligned(exponent)), exponent, out remainder);
    }

    /// <summary>The number with at most <paramref name="places"/> digits behind the decimal point.</summary>
    /// <param name="places">How many digits stay; negative ones take digits before the point.</param>
    /// <param name="mode">Where to: <see cref="MidpointRounding.ToNegativeInfinity"/> is floor, and so on.</param>
    public SqlNumber Round(int places, MidpointRounding mode)
    {
        var drop = (long)-places - _exponent;
        if (drop <= 0 || _coefficient == 0)
        {
            return this;
        }

        if (drop > MaxDigits)
        {
            // All digits are behind the last place that stays.
            var unit = mode switch
            {
                MidpointRounding.ToPositiveInfinity when Sign > 0 => 1,
                MidpointRounding.ToNegativeInfinity when Sign < 0 => -1,
                _ => 0,
            };
            return places <= 0 && -places > MaxMagnitude ? default : new SqlNumber(unit, unit == 0 ? 0 : -places);
        }

        var power = PowerOfTen((int)drop);
        var (whole, rest) = Int128.DivRem(_coefficient, power);
        if (rest != 0)
        {
            var twice = Int128.Abs(rest) * 2;
            var up = mode switch
            {
                MidpointRounding.ToZero => false,
                MidpointRounding.ToPositiveInfinity => Sign > 0,
                MidpointRounding.ToNegativeInfinity => Sign < 0,
                MidpointRounding.AwayFromZero => twice >= power,
                _ => twice > power || (twice == power && Int128.IsOddInteger(whole)),
            };
            whole += up ? Sign : 0;
        }

        return new SqlNumber(whole, -places);
    }

    /// <summary>The nearest whole number that is not larger.</summary>
    public SqlNumber Floor() => Round(0, MidpointRounding.ToNegativeInfinity);

    /// <summary>The nearest whole number that is not smaller.</summary>
    public SqlNumber Ceiling() => Round(0, MidpointRounding.ToPositiveInfinity);

    /// <summary>A number of any length, rounded to what is kept.</summary>
    /// <returns>False when it is too large.</returns>
    internal static bool TryCreate(BigInteger coefficient, int exponent, out SqlNumber number)
    {
        var magnitude = BigInteger.Abs(coefficient);
        var digits = magnitude.IsZero ? 1 : (int)Math.Floor(BigInteger.Log10(magnitude)) + 1;
        for (var drop = digits - MaxDigits; drop > 0; drop = magnitude >= (BigInteger)PowerOfTen(MaxDigits) ? 1 : 0)
        {
            var power = BigInteger.Pow(10, drop);
            magnitude = BigInteger.DivRem(magnitude, power, out var rest);
            var half = (rest * 2).CompareTo(power);
            magnitude += half > 0 || (half == 0 && !magnitude.IsEven) ? 1 : 0;
            exponent += drop;
        }

        // The logarithm is a double: it may have counted a digit too few.
        return magnitude >= (BigInteger)PowerOfTen(MaxDigits)
            ? TryCreate(coefficient.Sign * magnitude, exponent, out number)
            : TryRound((Int128)magnitude * coefficient.Sign, exponent, out number);
    }

    private static bool TryRound(Int128 coefficient, int exponent, out SqlNumber number)
    {
        for (var drop = DigitsOf(coefficient) - MaxDigits; drop > 0; drop = DigitsOf(coefficient) - MaxDigits)
        {
            coefficient = new SqlNumber(coefficient, 0).Round(-drop, MidpointRounding.ToEven)._coefficient;
            exponent += drop;
        }

        number = new SqlNumber(coefficient, exponent);
        if (coefficient == 0)
        {
            // Zeros have no magnitude, and need none.
            number = exponent is >= -MaxMagnitude and <= 0 ? number : default;
            return true;
        }

        var magnitude = number.Magnitude;
        if (magnitude < -MaxMagnitude)
        {
            number = default;
        }

        return magnitude <= MaxMagnitude;
    }

    /// <summary>The number with no zeros at its end, as long as its exponent stays at or below <paramref name="highest"/>.</summary>
    internal SqlNumber Strip(int highest)
    {
        if (_coefficient == 0)
        {
            return default;
        }

        var (coefficient, exponent) = (_coefficient, _exponent);
        while (exponent < highest)
        {
            var (shorter, rest) = Int128.DivRem(coefficient, 10);
            if (rest != 0)
            {
                break;
            }

            coefficient = shorter;
            exponent++;
        }

        return new SqlNumber(coefficient, exponent);
    }

    private BigInteger Aligned(int exponent) => _coefficient * BigInteger.Pow(10, _exponent - exponent);

    private static bool IsSmall(Int128 value) => value <= long.MaxValue && value >= -long.MaxValue;

    private static Int128 PowerOfTen(int power) => Powers[power];

    private static int DigitsOf(Int128 value)
    {
        var magnitude = Int128.Abs(value);
        var digits = magnitude <= 9_999_999_999 ? 1 : 11;
        while (digits < Powers.Length && magnitude >= Powers[digits])
        {
            digits++;
        }

        return digits;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
