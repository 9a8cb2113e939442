using System.Buffers;

namespace Muster.Fleet.Rules.Functions;

/// <summary>What functions make their results with: the limits, and how each dialect sees numbers.</summary>
internal static class SqlResult
{
    /// <summary>
    /// The longest text that a function makes, in UTF-16 units, and the most items of an array: 128 KB is what AWS IoT Core allows
    /// a message. Longer results are Undefined.
    /// </summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>
    /// A text. One that is longer than <see cref="MaxLength"/> is Undefined; halves of characters beyond U+FFFF, which UTF-8
    /// can't carry, become U+FFFD.
    /// </summary>
    public static SqlValue Text(string? text)
    {
        if (text is null || text.Length > MaxLength)
        {
            return SqlValue.Undefined;
        }

        return SqlValue.From(HasHalf(text) ? Whole(text) : text);
    }

    /// <summary>A number: in 2016-03-23 an Int when it is whole, in 2015-10-08 a Decimal; none is Undefined.</summary>
    public static SqlValue Number(SqlNumber? number, SqlVersion version) => number is not { } value ? SqlValue.Undefined
        : version == SqlVersion.V20151008 ? SqlValue.FromDecimal(value)
        : SqlValue.From(value);

    /// <summary>An Int; a whole number of more than 34 digits is a Decimal, for which there is room.</summary>
    public static SqlValue Int(SqlNumber whole) => whole.IsInteger ? SqlValue.FromInt(whole) : SqlValue.FromDecimal(whole);

    /// <summary>
    /// The result of a function that computes with double precision. What is no number (imaginary, infinite) is Undefined.
    /// 2015-10-08 writes a whole one with its decimal point, <c>3.0</c>.
    /// </summary>
    public static SqlValue Double(double value, SqlVersion version)
    {
        if (!SqlNumber.TryFrom(value, out var number))
        {
            return SqlValue.Undefined;
        }

        return version == SqlVersion.V20151008 && number.Exponent == 0 && Math.Abs(value) < 1e15
            ? SqlValue.FromDecimal(SqlNumber.FromParts(number.Coefficient * 10, -1))
            : Number(number, version);
    }

    private static bool HasHalf(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        for (var i = start; i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static string Whole(string text)
    {
        var output = new ArrayBufferWriter<char>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            output.Advance(rune.EncodeToUtf16(output.GetSpan(2)));
        }

        return output.WrittenSpan.ToString();
    }
}
