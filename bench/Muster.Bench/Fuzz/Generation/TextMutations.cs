using System.Text;

namespace Muster.Bench.Fuzz.Generation;

/// <summary>Breaks a text a little: what people mistype, what programs cut off, what attackers send.</summary>
internal static class TextMutations
{
    /// <summary>One change that knows nothing of the language.</summary>
    internal static string Characters(Dice dice, string text)
    {
        var at = dice.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, dice.Percent(70) ? 1 : dice.Next(20));
        return dice.Next(7) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Remove(at, length),
            3 => text.Insert(at, dice.Pick(Words.OddCharacters).ToString()),
            4 => text.Remove(at, length).Insert(at, ((char)dice.Between(32, 126)).ToString()),
            5 => text.Insert(at, Repeat(text.Substring(at, length), 1 + dice.Few(8))),
            _ => Swap(text, at, dice.Next(text.Length + 1)),
        };
    }

    /// <summary>One change that leaves tokens whole.</summary>
    internal static string Tokens(Dice dice, string text)
    {
        var tokens = Split(text);
        if (tokens.Count == 0)
        {
            return Token(dice);
        }

        var (at, other) = (dice.Next(tokens.Count), dice.Next(tokens.Count));
        switch (dice.Next(6))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 2:
                tokens.Insert(at, tokens[other]);
                break;
            case 3:
                tokens[at] = Token(dice);
                break;
            case 4:
                tokens.Insert(at, Token(dice));
                break;
            default:
                var (first, last) = (Math.Min(at, other), Math.Max(at, other));
                tokens.InsertRange(dice.Next(tokens.Count + 1), tokens[first..last]);
                break;
        }

        return string.Concat(tokens);
    }

    /// <summary>Any token.</summary>
    internal static string Token(Dice dice) => dice.Next(8) switch
    {
        0 or 1 => dice.Pick(Words.Keywords),
        2 or 3 => dice.Pick(Words.Symbols),
        4 => dice.Pick(Words.Numbers),
        5 => $"'{dice.Pick(Words.Texts)}'",
        6 => Signatures.Name(dice, Want.Any) + (dice.Percent(60) ? "(" : ""),
        _ => Words.Field(dice, Want.Any),
    };

    internal static string Repeat(string part, int times) => new StringBuilder(part.Length * times).Insert(0, part, times).ToString();

    private static string Swap(string text, int at, int other)
    {
        var (first, last) = (Math.Min(at, other), Math.Max(at, other));
        return string.Concat(text.AsSpan(first, last - first), text.AsSpan(0, first), text.AsSpan(last));
    }

    /// <summary>Words, quoted texts, spaces and single symbols; together they are the text.</summary>
    private static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            if (text[start] == '\'')
            {
                end = text.IndexOf('\'', end) is >= 0 and var close ? close + 1 : text.Length;
            }
            else if (char.IsLetterOrDigit(text[start]))
            {
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }
            }

            tokens.Add(text[start..end]);
            start = end;
        }

        return tokens;
    }
}
