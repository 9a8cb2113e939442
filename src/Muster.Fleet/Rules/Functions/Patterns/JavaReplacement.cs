using System.Text;
using System.Text.RegularExpressions;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>
/// What takes the place of a match, as Java reads it: <c>$1</c> and <c>${name}</c> are groups, <c>\</c> takes the next character as it is.
/// </summary>
internal sealed class JavaReplacement
{
    private readonly List<(string Text, int Group)> _parts = [];

    private JavaReplacement()
    {
    }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The replacement.</param>
    /// <param name="groups">The names of the groups of the expression, by number.</param>
    /// <param name="problem">What is wrong with it, when nothing is returned.</param>
    public static JavaReplacement? Parse(string text, IReadOnlyList<string?> groups, out string? problem)
    {
        problem = null;
        var replacement = new JavaReplacement();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('$' or '\\'))
            {
                literal.Append(text[i]);
                continue;
            }

            if (i + 1 == text.Length)
            {
                problem = $"a {text[i]} stands at its end; a literal one is written \\{text[i]}";
                return null;
            }

            if (text[i] == '\\')
            {
                literal.Append(text[++i]);
                continue;
            }

            if (GroupAt(text, groups, ref i, out problem) is not { } group)
            {
                return null;
            }

            replacement._parts.Add((literal.ToString(), group));
            literal.Clear();
        }

        replacement._parts.Add((literal.ToString(), -1));
        return replacement;
    }

    /// <summary>Appends what takes the place of <paramref name="match"/>. A group that took no part is empty.</summary>
    public void AppendTo(StringBuilder result, Match match)
    {
        foreach (var (text, group) in _parts)
        {
            result.Append(text);
            if (group >= 0)
            {
                result.Append(match.Groups[group].ValueSpan);
            }
        }
    }

    /// <summary>The group that the dollar at <paramref name="i"/> names; <paramref name="i"/> is then its last character.</summary>
    private static int? GroupAt(string text, IReadOnlyList<string?> groups, ref int i, out string? problem)
    {
        problem = null;
        if (text[i + 1] == '{' && text.IndexOf('}', i) is > 0 and var end)
        {
            var name = text[(i + 2)..end];
            i = end;
            for (var group = 1; group < groups.Count; group++)
            {
                if (groups[group] == name)
                {
                    return group;
                }
            }

            problem = $"the expression has no group of the name {name}";
            return null;
        }

        if (!char.IsAsciiDigit(text[i + 1]))
        {
            problem = $"$ is followed by the number of a group, not by {text[i + 1]}; a literal one is written \\$";
            return null;
        }

        // Further digits belong to it as long as there is such a group.
        var number = text[++i] - '0';
        while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (number * 10) + text[i + 1] - '0' < groups.Count)
        {
            number = (number * 10) + text[++i] - '0';
        }

        if (number < groups.Count)
        {
            return number;
        }

        problem = $"the expression has {groups.Count - 1} groups, and no group {number}";
        return null;
    }
}
