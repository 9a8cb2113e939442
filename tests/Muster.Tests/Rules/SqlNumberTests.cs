using System.Globalization;
using CsCheck;
using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>Numbers of 34 digits: against .NET's decimal where that is exact, and at their edges.</summary>
public sealed class SqlNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.0", "0.0")]
    [InlineData("1.50", "1.50")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1E-7")]
    [InlineData("1e3", "1E+3")]
    [InlineData("12E-2", "0.12")]
    [InlineData("1234567890123456789012345678901234", "1234567890123456789012345678901234")]
    [InlineData("12345678901234567890123456789012345", "1.234567890123456789012345678901234E+34")]
    [InlineData("12345678901234567890123456789012335", "1.234567890123456789012345678901234E+34")]
    [InlineData("99999999999999999999999999999999999", "1.000000000000000000000000000000000E+35")]
    [InlineData("9.9E999", "9.9E+999")]
    [InlineData("1E-999", "1E-999")]
    [InlineData("1E-1000", "0")]
    [InlineData("0.00000000000000000000000000000000000000000000000000012", "1.2E-52")]
    public void Number_is_read_and_written(string text, string written)
    {
        Assert.True(SqlNumber.TryParse(text, out var number));
        Assert.Equal(written, number.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("١")]
    [InlineData("1E1000")]
    [InlineData("1E99999999999")]
    public void Text_that_is_no_number_is_none(string text) => Assert.False(SqlNumber.TryParse(text, out _));

    [Fact]
    public void Arithmetic_is_that_of_decimals_where_they_are_exact() =>
        Gen.Select(Small, Small).Sample((a, b) =>
        {
            Assert.True(SqlNumber.TryAdd(Number(a), Number(b), out var sum));
            Assert.True(SqlNumber.TrySubtract(Number(a), Number(b), out var difference));
            Assert.True(SqlNumber.TryMultiply(Number(a), Number(b), out var product));
            Assert.Equal((Number(a + b), Number(a - b), Number(a * b)), (sum, difference, product));
            Assert.Equal(a.CompareTo(b), Number(a).CompareTo(Number(b)));
            Assert.Equal(a == b, Number(a).GetHashCode() == Number(b).GetHashCode());
            if (b != 0)
            {
                Assert.True(SqlNumber.TryRemainder(Number(a), Number(b), out var remainder));
                Assert.Equal(Number(a % b), remainder);
            }
        });

    [Fact]
    public void Rounding_is_that_of_decimals() =>
        Gen.Select(Small, Gen.Int[0, 6], Gen.Enum<MidpointRounding>()).Sample((a, places, mode) =>
            Assert.Equal(Number(decimal.Round(a, places, mode)), Number(a).Round(places, mode)));

    [Fact]
    public void Quotient_times_divisor_is_the_dividend_but_for_the_last_digit() =>
        Gen.Select(Small, Small.Where(b => b != 0)).Sample((a, b) =>
        {
            Assert.True(SqlNumber.TryDivide(Number(a), Number(b), out var quotient));
            Assert.True(SqlNumber.TryMultiply(quotient, Number(b), out var product));
            Assert.True(SqlNumber.TrySubtract(product, Number(a), out var off));
            Assert.True(off.Abs().ToDouble() <= Math.Abs((double)a) * 1e-32);
        });

    [Fact]
    public void Doubles_come_and_go_unchanged() =>
        Gen.Double.Where(d => double.IsFinite(d) && (d == 0 || Math.Abs(d) > 1e-300)).Sample(d =>
        {
            Assert.True(SqlNumber.TryFrom(d, out var number));
            Assert.Equal(d, number.ToDouble());
        });

    [Theory]
    [InlineData("1", "3", "0.3333333333333333333333333333333333")]
    [InlineData("2", "3", "0.6666666666666666666666666666666667")]
    [InlineData("6", "2", "3")]
    [InlineData("1", "8", "0.125")]
    [InlineData("1E+3", "1E-3", "1E+6")]
    [InlineData("-7", "2", "-3.5")]
    public void Quotient_has_the_digits_that_it_needs(string a, string b, string quotient)
    {
        Assert.True(SqlNumber.TryDivide(Number(a), Number(b), out var result));
        Assert.Equal(Number(quotient), result);
        Assert.True(result.ToString().Length <= 36);
    }

    [Fact]
    public void Result_that_is_too_large_is_none_and_one_too_small_is_zero()
    {
        Assert.False(SqlNumber.TryMultiply(Number("9E999"), Number("2"), out _));
        Assert.False(SqlNumber.TryAdd(Number("9E999"), Number("9E999"), out _));
        Assert.False(SqlNumber.TryDivide(Number("1"), Number("0.0"), out _));
        Assert.True(SqlNumber.TryMultiply(Number("1E-999"), Number("0.1"), out var small));
        Assert.Equal(SqlNumber.Zero, small);
        Assert.True(SqlNumber.TryAdd(Number("9E999"), Number("1E-999"), out var sum));
        Assert.Equal(Number("9E999"), sum);
    }

    private static Gen<decimal> Small { get; } = Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Gen.Int[0, 6]).Select((digits, scale) => digits / (decimal)Math.Pow(10, scale));

    private static SqlNumber Number(decimal value) => Number(value.ToString(CultureInfo.InvariantCulture));

    private static SqlNumber Number(string text) => SqlNumber.TryParse(text, out var number) ? number : throw new FormatException(text);
}
