using System.Text;
using Muster.Fleet.Rules.Functions.Patterns;

namespace Muster.Fleet.Rules.Functions.Time;

/// <summary>
/// A pattern of Java that reads a time
/// (https://docs.oracle.com/en/java/javase/11/docs/api/java.base/java/time/format/DateTimeFormatter.html), in English, with
/// Java's strict parsing and smart resolving: 30 February is the last of February, 24:00 the next day's midnight.
/// </summary>
internal sealed partial class JavaTimePattern
{
    /// <summary>Longest pattern that is accepted, in characters.</summary>
    public const int MaxLength = 1024;

    private const int MaxNesting = 20;

    private readonly string _pattern;
    private readonly HashSet<char> _letters = [];
    private int _position;

    private JavaTimePattern(string pattern)
    {
        _pattern = pattern;
        Root = Sequence(depth: 0);
        if (!_letters.Contains('g') && !(Has("yu") && ((Has("ML") && Has("d")) || Has("D"))))
        {
            throw new PatternException("it reads no date: y with M and d, or y with D", 0);
        }

        if (Has("hK") && !Has("a"))
        {
            throw new PatternException("h and K count to noon: a, which reads AM or PM, is missing; H counts to midnight", 0);
        }
    }

    private List<JavaTimeElement> Root { get; }

    /// <summary>Reads <paramref name="pattern"/>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="problem">What is wrong with it, when nothing is returned.</param>
    public static JavaTimePattern? Parse(string pattern, out string? problem)
    {
        try
        {
            problem = null;
            return pattern.Length is 0 or > MaxLength
                ? throw new PatternException($"a pattern has 1 to {MaxLength} characters", 0)
                : new JavaTimePattern(pattern);
        }
        catch (PatternException exception)
        {
            problem = $"{exception.Message} (character {exception.Index + 1})";
            return null;
        }
    }

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text; all of it must be as the pattern says.</param>
    /// <returns>Milliseconds since 1970; none when the text does not fit the pattern, names no date, or one that does not exist.</returns>
    public long? ToEpoch(string text)
    {
        var fields = new JavaTimeFields();
        var position = 0;
        return JavaTimeElement.ReadAll(Root, text, ref position, ref fields) && position == text.Length ? fields.ToEpoch() : null;
    }

    private List<JavaTimeElement> Sequence(int depth)
    {
        var elements = new List<JavaTimeElement>();
        while (_position < _pattern.Length)
        {
            var at = _position;
            switch (_pattern[at])
            {
                case '[' when depth < MaxNesting:
                    _position++;
                    elements.Add(new OptionalElement(Sequence(depth + 1)));
                    break;
                case '[':
                    throw new PatternException($"optional parts nest deeper than {MaxNesting}", at);
                case ']' when depth > 0:
                    _position++;
                    return Joined(elements);
                case ']':
                    throw new PatternException("this ] closes nothing", at);
                case '{' or '}' or '#':
                    throw new PatternException($"{_pattern[at]} is reserved; write it in ' quotes", at);
                case '\'':
                    elements.Add(new LiteralElement(Quoted()));
                    break;
                case 'p':
                    elements.Add(Padded(at));
                    break;
                default:
                    elements.Add(char.IsAsciiLetter(_pattern[at]) ? Field() : new LiteralElement(_pattern[_position++].ToString()));
                    break;
            }
        }

        // Java lets an optional part that is not closed end with the pattern.
        return Joined(elements);
    }

    private bool Has(string anyOf) => anyOf.Any(_letters.Contains);

    private PaddedElement Padded(int at)
    {
        var width = Run();
        return _position < _pattern.Length && char.IsAsciiLetter(_pattern[_position]) && _pattern[_position] != 'p'
            ? new PaddedElement(width, Field())
            : throw new PatternException("p, which pads, is followed by the letter that it pads", at);
    }

    private int Run()
    {
        var start = _position;
        while (_position < _pattern.Length && _pattern[_position] == _pattern[start])
        {
            _position++;
        }

        return _position - start;
    }

    private JavaTimeElement Field()
    {
        var at = _position;
        var letter = _pattern[at];
        var count = Run();
        _letters.Add(letter);
        var element = JavaTimeLetters.Element(letter, count, out var problem);
        return element ?? throw new PatternException(problem!, at);
    }

    private string Quoted()
    {
        var start = _position++;
        if (_position < _pattern.Length && _pattern[_position] == '\'')
        {
            _position++;
            return "'";
        }

        var text = new StringBuilder();
        for (; _position < _pattern.Length; _position++)
        {
            if (_pattern[_position] != '\'')
            {
                text.Append(_pattern[_position]);
            }
            else if (_position + 1 < _pattern.Length && _pattern[_position + 1] == '\'')
            {
                text.Append(_pattern[_position++]);
            }
            else
            {
                _position++;
                return text.ToString();
            }
        }

        throw new PatternException("this quote is not closed; ' is missing", start);
    }

    /// <summary>
    /// Numbers that follow each other without anything between: those of fixed width reserve theirs from the one before,
    /// so that <c>yyyyMMdd</c> can be read.
    /// </summary>
    private static List<JavaTimeElement> Joined(List<JavaTimeElement> elements)
    {
        NumberElement? first = null;
        foreach (var element in elements)
        {
            if (element is not NumberElement number)
            {
                first = null;
            }
            else if (first is null)
            {
                first = number;
            }
            else if (number.IsFixedWidth)
            {
                first.Reserved += number.MaxWidth;
            }
            else
            {
                first = number;
            }
        }

        return elements;
    }
}
