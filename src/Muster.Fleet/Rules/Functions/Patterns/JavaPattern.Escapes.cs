using System.Globalization;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <content>What follows a backslash.</content>
internal sealed partial class JavaPattern
{
    private const string LineEnds = @"\n\x0b\f\r\u0085\u2028\u2029";
    private const string HorizontalSpaces = @" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000";

    /// <summary>Outside of a class.</summary>
    private void Escape(int at)
    {
        var letter = Escaped(at);
        switch (letter)
        {
            case 'Q':
                var end = _pattern.IndexOf(@"\E", _position, StringComparison.Ordinal);
                var stop = end < 0 ? _pattern.Length : end;
                while (_position < stop)
                {
                    Literal(_pattern[_position++]);
                }

                _position = end < 0 ? stop : end + 2;
                break;
            case 'b' when TakeAny("{g}") is not null:
                throw new PatternException("\\b{g} is not supported", at);
            case 'b' or 'B' or 'A' or 'z' or 'Z':
                Atom($"\\{letter}", length: 0);
                break;
            case 'G':
                NeedsBacktracking = true;
                Atom(@"\G", length: 0);
                break;
            case 'R':
                Atom($@"(?:\r\n|[{LineEnds}])");
                break;
            case 'k' when Take('<'):
                var name = GroupName(at);
                var group = _groups.IndexOf(name);
                Reference(group > 0 ? group : throw new PatternException($"there is no group of the name {name} before this", at), at);
                break;
            case >= '1' and <= '9':
                BackReference(letter - '0', at);
                break;
            default:
                Atom(SetEscape(letter, at) is { } set ? set.ToExpression() : LiteralEscape(letter, at));
                break;
        }
    }

    /// <summary>Java takes further digits as long as there is a group of that number so far.</summary>
    private void BackReference(int number, int at)
    {
        while (_position < _pattern.Length && char.IsAsciiDigit(_pattern[_position]) && (number * 10) + _pattern[_position] - '0' < _groups.Count)
        {
            number = (number * 10) + _pattern[_position++] - '0';
        }

        Reference(number, at);
    }

    private void Reference(int number, int at)
    {
        NeedsBacktracking = true;
        if (number > _highestReference)
        {
            (_highestReference, _highestReferenceAt) = (number, at);
        }

        Atom(string.Create(CultureInfo.InvariantCulture, $"(?:\\{number})"), length: 0);
    }

    private char Escaped(int at) =>
        _position < _pattern.Length ? _pattern[_position++] : throw new PatternException("a backslash stands at the end; a literal one is written \\\\", at);

    /// <summary>An escape that stands for a set of characters, in a class or outside; none when it stands for one character.</summary>
    private CharacterSet? SetEscape(char letter, int at) => letter switch
    {
        'd' => new("0-9"),
        'D' => new("0-9", IsNegated: true),
        'w' => new("a-zA-Z0-9_"),
        'W' => new("a-zA-Z0-9_", IsNegated: true),
        's' => new(@" \t\n\x0b\f\r"),
        'S' => new(@" \t\n\x0b\f\r", IsNegated: true),
        'h' => new(HorizontalSpaces),
        'H' => new(HorizontalSpaces, IsNegated: true),
        'v' => new(LineEnds),
        'V' => new(LineEnds, IsNegated: true),
        'p' => Property(isNegated: false, at),
        'P' => Property(isNegated: true, at),
        _ => null,
    };

    private CharacterSet Property(bool isNegated, int at)
    {
        if (!Take('{'))
        {
            var letter = Escaped(at).ToString();
            return (CharacterProperties.Find(letter) ?? throw NoProperty(letter, at)).Negate(isNegated);
        }

        var end = _pattern.IndexOf('}', _position);
        if (end < 0)
        {
            throw new PatternException("the name of the property is not closed; } is missing", at);
        }

        var name = _pattern[_position..end];
        _position = end + 1;
        return (CharacterProperties.Find(name) ?? throw NoProperty(name, at)).Negate(isNegated);
    }

    private static PatternException NoProperty(string name, int at) =>
        new($"the property {name} is not supported; general categories such as L or Lu and POSIX classes such as Alpha are", at);

    private string LiteralEscape(char letter, int at)
    {
        var code = LiteralCode(letter, at);
        return code > char.MaxValue ? $"(?:{char.ConvertFromUtf32(code)})" : Quote((char)code);
    }

    /// <summary>The code point that an escape stands for.</summary>
    private int LiteralCode(char letter, int at) => letter switch
    {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        'a' => '\a',
        'e' => '\u001b',
        'c' => Escaped(at) ^ 0x40,
        '0' => Octal(at),
        'x' => Take('{') ? CodePoint(at) : Hex(2, at),
        'u' => Hex(4, at),
        _ when char.IsAsciiLetterOrDigit(letter) => throw new PatternException($"\\{letter} has no meaning; a literal backslash is written \\\\", at),
        _ => letter,
    };

    private int Hex(int digits, int at)
    {
        var end = Math.Min(_position + digits, _pattern.Length);
        if (end - _position < digits || !int.TryParse(_pattern.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new PatternException($"{digits} hexadecimal digits are missing", at);
        }

        _position = end;
        return code;
    }

    private int CodePoint(int at)
    {
        var end = _pattern.IndexOf('}', _position);
        if (end < 0 || !int.TryParse(_pattern.AsSpan(_position, end - _position), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            throw new PatternException("a code point is \\x{h…h}, hexadecimal, at most 10FFFF", at);
        }

        _position = end + 1;
        return code;
    }

    /// <summary>One to three octal digits, at most 377.</summary>
    private int Octal(int at)
    {
        var (code, digits) = (0, 0);
        while (digits < 3 && _position < _pattern.Length && _pattern[_position] is >= '0' and <= '7' && (code * 8) + _pattern[_position] - '0' <= 255)
        {
            code = (code * 8) + _pattern[_position++] - '0';
            digits++;
        }

        return digits > 0 ? code : throw new PatternException("\\0 is followed by one to three octal digits", at);
    }
}
