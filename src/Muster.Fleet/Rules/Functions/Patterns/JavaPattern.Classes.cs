using System.Text;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <content>
/// Classes: unions (<c>[a-c[x-z]]</c>) become alternatives, intersections (<c>[a-z&amp;&amp;[^aeiou]]</c>) a look ahead, which .NET has not otherwise.
/// </content>
internal sealed partial class JavaPattern
{
    private const int MaxClassNesting = 20;

    /// <summary>A class, whose bracket has been read, as an expression that matches one character.</summary>
    private string Class(int at, int depth)
    {
        if (depth > MaxClassNesting)
        {
            throw new PatternException($"classes nest deeper than {MaxClassNesting}", at);
        }

        var isNegated = Take('^');
        var operands = new List<string>();
        var (content, others, isFirst) = (new StringBuilder(), new List<string>(), true);
        while (true)
        {
            if (_position >= _pattern.Length)
            {
                throw new PatternException("this class is not closed; ] is missing", at);
            }

            if (!isFirst && Take(']'))
            {
                operands.Add(Union(content, others, at));
                return Join(operands, content, others, isNegated);
            }

            if (TakeAny("&&") is not null)
            {
                operands.Add(Union(content, others, at));
                content.Clear();
                others.Clear();
                NeedsBacktracking = true;
                isFirst = _position < _pattern.Length && _pattern[_position] != ']' && isFirst;
                continue;
            }

            ClassItem(content, others, depth);
            isFirst = false;
        }
    }

    private void ClassItem(StringBuilder content, List<string> others, int depth)
    {
        var at = _position;
        if (Take('['))
        {
            others.Add(Class(at, depth + 1));
            return;
        }

        if (TakeAny(@"\Q") is not null)
        {
            var end = _pattern.IndexOf(@"\E", _position, StringComparison.Ordinal);
            var stop = end < 0 ? _pattern.Length : end;
            foreach (var character in _pattern.AsSpan(_position, stop - _position))
            {
                content.Append(ClassCharacter(character, at));
            }

            _position = end < 0 ? stop : end + 2;
            return;
        }

        if (ClassUnit(out var first) is { } set)
        {
            if (set.IsNegated)
            {
                others.Add(set.ToExpression());
            }
            else
            {
                content.Append(set.Content);
            }

            return;
        }

        content.Append(ClassCharacter(first, at));
        if (_position + 1 < _pattern.Length && _pattern[_position] == '-' && _pattern[_position + 1] is not (']' or '[') && !IsIntersection(_position + 1))
        {
            _position++;
            if (ClassUnit(out var last) is not null || last < first)
            {
                throw new PatternException($"the range {_pattern[at.._position]} ends before it begins", at);
            }

            content.Append('-').Append(ClassCharacter(last, at));
        }
    }

    private bool IsIntersection(int position) => _pattern.AsSpan(position).StartsWith("&&", StringComparison.Ordinal);

    /// <summary>Reads one character, or an escape that is a set.</summary>
    private CharacterSet? ClassUnit(out int code)
    {
        var at = _position;
        code = 0;
        var character = _pattern[_position++];
        if (character != '\\')
        {
            code = character;
            return null;
        }

        var letter = Escaped(at);
        if (SetEscape(letter, at) is { } set)
        {
            return set;
        }

        code = LiteralCode(letter, at);
        return null;
    }

    private static string ClassCharacter(int code, int at) =>
        code > char.MaxValue || char.IsSurrogate((char)code)
            ? throw new PatternException("a character beyond U+FFFF can't stand in a class; write (?:a|b)", at)
            : Quote((char)code);

    private static string Union(StringBuilder content, List<string> others, int at)
    {
        if (content.Length == 0 && others.Count == 0)
        {
            throw new PatternException("one side of this class is empty", at);
        }

        var own = content.Length == 0 ? [] : (string[])[$"[{content}]"];
        return others.Count == 0 ? own[0] : $"(?:{string.Join('|', [.. own, .. others])})";
    }

    private string Join(List<string> operands, StringBuilder content, List<string> others, bool isNegated)
    {
        if (operands.Count == 1 && others.Count == 0)
        {
            return isNegated ? $"[^{content}]" : operands[0];
        }

        // The last one takes the character, the others look at it before.
        var all = operands.Count == 1
            ? operands[0]
            : $"(?:{string.Concat(operands.Take(operands.Count - 1).Select(o => $"(?={o})"))}{operands[^1]})";
        NeedsBacktracking |= isNegated;
        return isNegated ? $@"(?:(?!{all})[\s\S])" : all;
    }
}
