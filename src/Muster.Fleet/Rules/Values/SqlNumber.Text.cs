using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Muster.Fleet.Rules;

/// <content>Numbers as they are read and written.</content>
public readonly partial struct SqlNumber
{
    // Beyond any magnitude, with room for the digits.
    private const int ExponentCeiling = 1_000_000;

    /// <summary>
    /// Reads a number as JSON writes it, and as IoT SQL converts text: <c>^-?\d+(\.\d+)?((?i)E[+-]?\d+)?$</c>.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="number">The number, rounded to 34 digits.</param>
    /// <returns>False when it is no number, or too large a one.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out SqlNumber number)
    {
        number = default;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var rest = negative ? text[1..] : text;
        Int128 coefficient = 0;
        var (digits, dropped, point, any, next, sticky) = (0, 0, false, false, 0, false);
        var scale = 0;
        var i = 0;
        for (; i < rest.Length; i++)
        {
            var c = rest[i];
            if (c == (byte)'.' && !point && any)
            {
                (point, any) = (true, false);
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            any = true;
            scale += point ? 1 : 0;
            var digit = c - '0';
            if (digits < MaxDigits)
            {
                coefficient = (coefficient * 10) + digit;
                digits += coefficient == 0 ? 0 : 1;
            }
            else
            {
                (next, sticky) = dropped == 0 ? (digit, false) : (next, sticky || digit != 0);
                dropped++;
            }
        }

        if (!any || !TryExponent(rest[i..], out var exponent))
        {
            return false;
        }

        if (next > 5 || (next == 5 && (sticky || Int128.IsOddInteger(coefficient))))
        {
            coefficient++;
        }

        return TryRound(negative ? -coefficient : coefficient, exponent + dropped - scale, out number);
    }

    /// <summary>Reads a number from text, as <see cref="TryParse(ReadOnlySpan{byte}, out SqlNumber)"/> does.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SqlNumber number)
    {
        number = default;
        if (text is null || text.Length is 0 or > 10_000)
        {
            return false;
        }

        Span<byte> ascii = text.Length <= 128 ? stackalloc byte[text.Length] : new byte[text.Length];
        return Ascii.FromUtf16(text, ascii, out _) == System.Buffers.OperationStatus.Done && TryParse(ascii, out number);
    }

    /// <summary>The number as Java's BigDecimal writes it, which is JSON: plain, or with an exponent where it would be long.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[64];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Writes the number; 64 bytes are enough.</summary>
    /// <returns>How many bytes it took.</returns>
    internal int Format(Span<byte> output)
    {
        if (_exponent == 0)
        {
            _coefficient.TryFormat(output, out var plain, default, CultureInfo.InvariantCulture);
            return plain;
        }

        Span<byte> digits = stackalloc byte[40];
        Int128.Abs(_coefficient).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        digits = digits[..count];
        var at = 0;
        if (_coefficient < 0)
        {
            output[at++] = (byte)'-';
        }

        // The rule of Java's BigDecimal.toString, in which AWS's engine is written.
        var magnitude = count - 1 + _exponent;
        if (_exponent > 0 || magnitude < -6)
        {
            output[at++] = digits[0];
            if (count > 1)
            {
                output[at++] = (byte)'.';
                digits[1..].CopyTo(output[at..]);
                at += count - 1;
            }

            output[at++] = (byte)'E';
            if (magnitude > 0)
            {
                output[at++] = (byte)'+';
            }

            magnitude.TryFormat(output[at..], out var written, default, CultureInfo.InvariantCulture);
            return at + written;
        }

        var whole = count + _exponent;
        if (whole <= 0)
        {
            "0."u8.CopyTo(output[at..]);
            output.Slice(at + 2, -whole).Fill((byte)'0');
            at += 2 - whole;
            digits.CopyTo(output[at..]);
            return at + count;
        }

        digits[..whole].CopyTo(output[at..]);
        output[at + whole] = (byte)'.';
        digits[whole..].CopyTo(output[(at + whole + 1)..]);
        return at + count + 1;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        var digits = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? text[2..] : text[1..];
        foreach (var c in digits)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = Math.Min(ExponentCeiling, (exponent * 10) + c - '0');
        }

        exponent = text.Length > 1 && text[1] == (byte)'-' ? -exponent : exponent;
        return !digits.IsEmpty;
    }
}
