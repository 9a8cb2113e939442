using System.Globalization;
using System.Text;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>
/// Translates a regular expression of Java (https://docs.oracle.com/en/java/javase/11/docs/api/java.base/java/util/regex/Pattern.html),
/// which is what AWS IoT Core evaluates, into one of .NET that means the same:
/// <c>\d \w \s</c> are ASCII, <c>.</c> stops at Java's line ends, possessive quantifiers become atomic groups, named groups are numbered
/// with the others, classes may nest and intersect. Text is matched by UTF-16 unit: a character beyond U+FFFF counts as two.
/// </summary>
internal sealed partial class JavaPattern
{
    /// <summary>Longest pattern that is accepted, in characters. AWS names no limit; a rule's SQL has one of 128 KB.</summary>
    public const int MaxLength = 4096;

    /// <summary>
    /// How much the pattern may be when its counted repetitions are written out: those in one another multiply, and
    /// <c>((a?){1000}){1000}</c> would keep a matcher busy and its memory full with nothing.
    /// </summary>
    public const int MaxWeight = 10_000;

    private const int MaxEmptyRepetitions = 10;
    private const int MaxNesting = 200;

    /// <summary>
    /// An atomic group with a look ahead that always succeeds: .NET joins a repetition in an atomic group with one around it, so that
    /// <c>(?>a+)?</c> would mean <c>(?>a*)</c>, unless something stands between.
    /// </summary>
    private const string Atomic = @"(?>(?=[\s\S]|\z)";

    private readonly string _pattern;
    private readonly StringBuilder _out = new();
    private readonly Stack<Group> _open = new();
    private readonly List<string?> _groups = [null];
    private Flags _flags;
    private int _position;
    private int _highestReference;
    private int _highestReferenceAt;

    /// <summary>Where in the output the last thing begins that a quantifier may follow; -1 when there is none.</summary>
    private int _atom = -1;

    /// <summary>How much the group that is open is when written out, and the last thing in it.</summary>
    private long _weight;
    private long _atomWeight;

    /// <summary>The shortest text that the last thing matches, that the branch so far does, and that the shortest branch before it does.</summary>
    private long _atomLength;
    private long _branchLength;
    private long? _shortestBranch;

    private JavaPattern(string pattern) => _pattern = pattern;

    /// <summary>The pattern in .NET's language.</summary>
    public string Text => _out.ToString();

    /// <summary>The names of the groups by number (0 is the whole match); none for those without a name.</summary>
    public IReadOnlyList<string?> Groups => _groups;

    /// <summary>Whether it has what only a backtracking matcher can do: references, lookaround, atomic groups.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <summary>
    /// Where something is repeated that may match nothing, such as <c>(a*)*</c>; none when that is nowhere. A backtracking matcher of .NET may
    /// go round there until the memory is full.
    /// </summary>
    public int? EmptyRepetition { get; private set; }

    /// <summary>Translates <paramref name="pattern"/>.</summary>
    /// <exception cref="PatternException">It is not valid, or has what is not supported.</exception>
    public static JavaPattern Translate(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            throw new PatternException($"it has {pattern.Length} characters; {MaxLength} are allowed", MaxLength);
        }

        var translated = new JavaPattern(pattern);
        translated.Sequence();
        return translated;
    }

    private void Sequence()
    {
        while (_position < _pattern.Length)
        {
            Element();
        }

        if (_open.TryPeek(out var open))
        {
            throw new PatternException("this group is not closed; ) is missing", open.Position);
        }

        if (_highestReference >= _groups.Count)
        {
            throw new PatternException($"there is no group {_highestReference}", _highestReferenceAt);
        }
    }

    private void Element()
    {
        var at = _position;
        var character = _pattern[_position++];
        switch (character)
        {
            case '(':
                OpenGroup(at);
                break;
            case ')':
                CloseGroup(at);
                break;
            case '|':
                _out.Append('|');
                _shortestBranch = ShortestBranch;
                _branchLength = 0;
                _atom = -1;
                break;
            case '[':
                Atom(Class(at, depth: 0));
                break;
            case '.':
                Atom(_flags.HasFlag(Flags.DotAll) ? @"[\s\S]" : _flags.HasFlag(Flags.UnixLines) ? @"[^\n]" : @"[^\n\r\u0085\u2028\u2029]");
                break;
            case '\\':
                Escape(at);
                break;
            case '^' or '$':
                Atom(character.ToString(), length: 0);
                break;
            case '*' or '+' or '?':
                Quantify(character.ToString(), character == '+' ? 1 : 0, character == '?' ? 1 : int.MaxValue, at);
                break;
            case '{':
                Quantify(Repetition(at, out var least, out var most), least, most, at);
                break;
            default:
                Literal(character);
                break;
        }
    }

    private long ShortestBranch => Math.Min(_branchLength, _shortestBranch ?? long.MaxValue);

    private void Atom(string text, int length = 1)
    {
        _atom = _out.Length;
        _out.Append(text);
        _weight++;
        (_atomWeight, _atomLength) = (1, length);
        _branchLength += length;
    }

    /// <summary>A character that stands for itself; the two halves of one beyond U+FFFF are one thing for a quantifier.</summary>
    private void Literal(char character)
    {
        if (char.IsHighSurrogate(character) && _position < _pattern.Length && char.IsLowSurrogate(_pattern[_position]))
        {
            Atom($"(?:{character}{_pattern[_position++]})");
            return;
        }

        Atom(Quote(character));
    }

    private void Quantify(string quantifier, int least, int most, int at)
    {
        if (_atom < 0)
        {
            throw new PatternException($"there is nothing before {_pattern[at]} to repeat; a literal one is written \\{_pattern[at]}", at);
        }

        _weight += _atomWeight * ((most < int.MaxValue ? Math.Max(1, most) : Math.Max(1, least)) - 1);
        if (_weight > MaxWeight)
        {
            throw new PatternException($"with its repetitions written out it is longer than {MaxWeight}", at);
        }

        if (_atomLength == 0 && (most < int.MaxValue ? most : least) > MaxEmptyRepetitions)
        {
            throw new PatternException($"what is repeated here may match nothing; more than {MaxEmptyRepetitions} times of nothing are not counted", at);
        }

        EmptyRepetition ??= _atomLength == 0 && most > 1 ? at : null;
        _branchLength += _atomLength * (least - 1);

        var next = _position < _pattern.Length ? _pattern[_position] : '\0';
        if (next == '+')
        {
            // Possessive: takes all it can and never gives back, which is what an atomic group does.
            NeedsBacktracking = true;
            _out.Insert(_atom, Atomic).Append(quantifier).Append(')');
            _position++;
        }
        else
        {
            _out.Append(quantifier);
            if (next == '?')
            {
                _out.Append('?');
                _position++;
            }
        }

        _atom = -1;
    }

    /// <summary><c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>, whose brace has been read.</summary>
    private string Repetition(int at, out int least, out int most)
    {
        var end = _pattern.IndexOf('}', _position);
        var bounds = end < 0 ? [] : _pattern[_position..end].Split(',');
        (least, most) = (0, int.MaxValue);
        if (bounds.Length is not (1 or 2) || !Count(bounds[0], ref least) || !(bounds.Length == 1 || bounds[1].Length == 0 || Count(bounds[1], ref most)))
        {
            throw new PatternException("a repetition is {n}, {n,} or {n,m} with numbers to 65535; a literal brace is written \\{", at);
        }

        most = bounds.Length == 1 ? least : most;
        if (most < least)
        {
            throw new PatternException($"the repetition {{{_pattern[_position..end]}}} ends before it begins", at);
        }

        var text = _pattern[at..(end + 1)];
        _position = end + 1;
        return text;

        static bool Count(string digits, ref int count)
        {
            var isCount = ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            count = isCount ? number : count;
            return isCount;
        }
    }

    /// <summary>As .NET wants it: a letter or digit as it is, all else that could mean something after a backslash or by its number.</summary>
    private static string Quote(char character) => character switch
    {
        _ when char.IsAsciiLetterOrDigit(character) || character is '_' or ' ' => character.ToString(),
        _ when character is > ' ' and < '\u007f' => $"\\{character}",
        _ => $"\\u{(int)character:x4}",
    };

    [Flags]
    private enum Flags
    {
        None = 0,
        DotAll = 1,
        UnixLines = 2,
    }

    /// <summary>A group that is open: where it begins in the pattern and in the output, the flags, the weight and the lengths around it, and whether it only looks.</summary>
    private readonly record struct Group(int Position, int Start, Flags Outer, long OuterWeight, long OuterLength, long? OuterShortest, bool IsLook);
}
