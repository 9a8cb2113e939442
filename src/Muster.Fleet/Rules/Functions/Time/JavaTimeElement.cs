namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>A part of a pattern of Java: what it reads of a text.</summary>
internal abstract record JavaTimeElement
{
    /// <summary>Reads its part of <paramref name="text"/> from <paramref name="position"/> on.</summary>
    /// <returns>False when the text is not as it should be.</returns>
    public abstract bool Read(string text, ref int position, ref JavaTimeFields fields);

    /// <summary>Reads one after the other.</summary>
    public static bool ReadAll(List<JavaTimeElement> elements, string text, ref int position, ref JavaTimeFields fields)
    {
        foreach (var element in elements)
        {
            if (!element.Read(text, ref position, ref fields))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Text that must be there.</summary>
internal sealed record LiteralElement(string Text) : JavaTimeElement
{
    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var isThere = text.AsSpan(position).StartsWith(Text, StringComparison.Ordinal);
        position += isThere ? Text.Length : 0;
        return isThere;
    }
}

/// <summary><c>[…]</c>: what may be there; when it is not, nothing is read of it.</summary>
internal sealed record OptionalElement(List<JavaTimeElement> Elements) : JavaTimeElement
{
    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var (tried, at) = (fields, position);
        if (ReadAll(Elements, text, ref at, ref tried))
        {
            (fields, position) = (tried, at);
        }

        return true;
    }
}

/// <summary><c>p</c>: spaces before another part, to a width.</summary>
internal sealed record PaddedElement(int Width, JavaTimeElement Inner) : JavaTimeElement
{
    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var end = position + Width;
        if (end > text.Length)
        {
            return false;
        }

        while (position < end && text[position] == ' ')
        {
            position++;
        }

        return Inner.Read(text[..end], ref position, ref fields) && position == end;
    }
}

/// <summary>A name, the longest that fits; <paramref name="First"/> is the number of the first one.</summary>
internal sealed record TextElement(TimeField Field, string[] Names, int First) : JavaTimeElement
{
    /// <inheritdoc/>
    public override bool Read(string text, ref int position, ref JavaTimeFields fields)
    {
        var found = -1;
        for (var i = 0; i < Names.Length; i++)
        {
            if (text.AsSpan(position).StartsWith(Names[i], StringComparison.Ordinal) && (found < 0 || Names[i].Length > Names[found].Length))
            {
                found = i;
            }
        }

        if (found < 0)
        {
            return false;
        }

        position += Names[found].Length;
        return fields.Set(Field, First + found);
    }
}
