namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>A number.</summary>
/// <param name="Field">What it says.</param>
/// <param name="MinWidth">Its digits at least.</param>
/// <param name="MaxWidth">Its digits at most.</param>
/// <param name="MaySign">Whether a minus may stand before it.</param>
internal sealed record NumberElement(TimeField Field, int MinWidth, int MaxWidth, bool MaySign) : JavaTimeElement
{
    /// <summary>How many digits the numbers that follow need: they are left to them.</summary>
    public int Reserved { get; set; }

    /// <summary>Whether the two digits are a year of this century.</summary>
    public bool IsTwoDigitYear { get; init; }

    /// <summary>Whether a plus stands before more digits than the pattern has, and only then (<c>yyyy</c>: <c>+12345</c>).</summary>
    public bool SignsExcess { get; init; }

    /// <summary>How many decimals of a second it has; 0 when it is no fraction.</summary>
    public int FractionDigits { get; init; }

    /// <summary>Whether it has always the same width.</summary>
    public bool IsFixedWidth => MinWidth == MaxWidth && !MaySign;

    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var (start, sign) = (position, '\0');
        if (start < text.Length && text[start] is '+' or '-' && MaySign)
        {
            sign = text[start];
            if (sign == '+' && !SignsExcess)
            {
                return false;
            }

            start++;
        }

        var (end, most) = (start, Math.Min(text.Length, start + MaxWidth + Reserved));
        while (end < most && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (Reserved > 0)
        {
            end = Math.Max(start + MinWidth, end - Reserved);
        }

        var width = end - start;
        if (width < MinWidth || end > most || !long.TryParse(text.AsSpan(start, width), System.Globalization.NumberStyles.None, null, out var value)
            || (sign == '-' && value == 0)
            || (SignsExcess && sign != '-' && width > MinWidth != (sign == '+')))
        {
            return false;
        }

        position = end;
        value = sign == '-' ? -value : IsTwoDigitYear ? 2000 + value : value;
        for (var digits = FractionDigits; digits is > 0 and < 9; digits++)
        {
            value *= 10;
        }

        return fields.Set(Field, value);
    }
}
