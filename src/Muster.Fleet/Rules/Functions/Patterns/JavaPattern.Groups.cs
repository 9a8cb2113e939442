using System.Text;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <content>Groups, lookaround and flags.</content>
internal sealed partial class JavaPattern
{
    private void OpenGroup(int at)
    {
        if (_open.Count >= MaxNesting)
        {
            throw new PatternException($"groups nest deeper than {MaxNesting}", at);
        }

        var group = new Group(at, _out.Length, _flags, _weight, _branchLength, _shortestBranch, IsLook: false);
        if (!Take('?'))
        {
            _groups.Add(null);
            _out.Append('(');
        }
        else if (Take(':'))
        {
            _out.Append("(?:");
        }
        else if (TakeAny("=", "!", "<=", "<!", ">") is { } look)
        {
            NeedsBacktracking = true;
            group = group with { IsLook = look != ">" };
            _out.Append(look == ">" ? Atomic : $"(?{look}");
        }
        else if (Take('<'))
        {
            NamedGroup(at);
        }
        else if (SetFlags(at))
        {
            // (?i) without a colon holds to the end of the group around it: it opens none of its own.
            _atom = -1;
            return;
        }

        _open.Push(group);
        _atom = -1;
        (_weight, _branchLength, _shortestBranch) = (0, 0, null);
    }

    private void CloseGroup(int at)
    {
        if (!_open.TryPop(out var group))
        {
            throw new PatternException("this ) closes nothing; a literal one is written \\)", at);
        }

        _out.Append(')');
        _flags = group.Outer;
        _atom = group.Start;
        _atomWeight = _weight + 1;
        _weight = group.OuterWeight + _atomWeight;
        _atomLength = group.IsLook ? 0 : ShortestBranch;
        (_branchLength, _shortestBranch) = (group.OuterLength + _atomLength, group.OuterShortest);
    }

    /// <summary>.NET numbers named groups after all others, Java in order: so they lose their name here and keep their number.</summary>
    private void NamedGroup(int at)
    {
        var name = GroupName(at);
        if (_groups.Contains(name))
        {
            throw new PatternException($"there are two groups of the name {name}", at);
        }

        _groups.Add(name);
        _out.Append('(');
    }

    /// <summary>A group's name and the bracket after it.</summary>
    private string GroupName(int at)
    {
        var end = _pattern.IndexOf('>', _position);
        var name = end < 0 ? "" : _pattern[_position..end];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new PatternException("a group's name is letters and digits between < and >, a letter first", at);
        }

        _position = end + 1;
        return name;
    }

    /// <summary>The flags of <c>(?im-s)</c> or <c>(?im-s:</c>, from behind the question mark.</summary>
    /// <returns>Whether it was the form without a group of its own.</returns>
    private bool SetFlags(int at)
    {
        var (flags, on, kept) = (_flags, true, new StringBuilder("(?"));
        for (; _position < _pattern.Length; _position++)
        {
            switch (_pattern[_position])
            {
                case 'i' or 'm':
                    kept.Append(_pattern[_position]);
                    break;
                case 's':
                    flags = on ? flags | Flags.DotAll : flags & ~Flags.DotAll;
                    break;
                case 'd':
                    flags = on ? flags | Flags.UnixLines : flags & ~Flags.UnixLines;
                    break;
                case 'u':
                    break;
                case '-' when on:
                    on = false;
                    kept.Append('-');
                    break;
                case ')' or ':':
                    var isAlone = _pattern[_position++] == ')';
                    if (kept[^1] == '-')
                    {
                        kept.Length--;
                    }

                    _flags = flags;
                    if (!isAlone || kept.Length > 2)
                    {
                        _out.Append(kept).Append(isAlone ? ')' : ':');
                    }

                    return isAlone;
                default:
                    throw new PatternException("after (? comes one of : = ! > <= <! <name> or the flags i, m, s, d, u", at);
            }
        }

        throw new PatternException("this group is not closed; ) is missing", at);
    }

    private bool Take(char expected)
    {
        var isThere = _position < _pattern.Length && _pattern[_position] == expected;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private string? TakeAny(params ReadOnlySpan<string> expected)
    {
        foreach (var text in expected)
        {
            if (_pattern.AsSpan(_position).StartsWith(text, StringComparison.Ordinal))
            {
                _position += text.Length;
                return text;
            }
        }

        return null;
    }
}
