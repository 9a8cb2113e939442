using System.Text;
using System.Text.RegularExpressions;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>
/// A regular expression of a rule, ready to match. Whatever pattern and text come together, it ends: matching is linear in the text
/// where the pattern allows it, and otherwise given up after <see cref="TimeLimit"/>.
/// </summary>
internal sealed class SqlRegex
{
    /// <summary>How long one call may match. What takes longer is as if it could not be evaluated.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    // The limit is on the machine's work, not on the fleet's time: no test turns this clock.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly Regex _regex;

    private SqlRegex(Regex regex, IReadOnlyList<string?> groups)
    {
        _regex = regex;
        Groups = groups;
    }

    /// <summary>The names of the groups by number (0 is the whole match); none for those without a name.</summary>
    public IReadOnlyList<string?> Groups { get; }

    /// <summary>Whether matching takes time in proportion to the text, whatever the text.</summary>
    public bool IsLinear => _regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Compiles a pattern of Java.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="problem">What is wrong with it, when nothing is returned.</param>
    public static SqlRegex? Compile(string pattern, out string? problem)
    {
        problem = null;
        try
        {
            var java = JavaPattern.Translate(pattern);
            return new SqlRegex(Build(java), java.Groups);
        }
        catch (PatternException exception)
        {
            problem = $"{exception.Message} (character {exception.Index + 1})";
        }
        catch (ArgumentException exception)
        {
            // What only .NET sees. Its position is one in the translation: it would mislead.
            problem = exception.Message;
        }

        return null;
    }

    /// <summary>Whether <paramref name="text"/> contains a match; none when that took too long.</summary>
    public bool? IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (Exception exception) when (IsGivenUp(exception))
        {
            return null;
        }
    }

    /// <summary>The first match in <paramref name="text"/>; none when there is none, or it took too long.</summary>
    public string? FirstMatch(string text)
    {
        try
        {
            // Without the groups, which nobody asks for here, and which cost most.
            foreach (var match in _regex.EnumerateMatches(text))
            {
                return text.Substring(match.Index, match.Length);
            }

            return null;
        }
        catch (Exception exception) when (IsGivenUp(exception))
        {
            return null;
        }
    }

    /// <summary>Replaces every match.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="replacement">What takes the place of a match.</param>
    /// <param name="maxLength">The longest result, in characters.</param>
    /// <returns>The result; none when it is too long, or took too long.</returns>
    public string? Replace(string text, JavaReplacement replacement, int maxLength)
    {
        var start = Clock.GetTimestamp();
        var (result, end) = (new StringBuilder(), 0);
        try
        {
            // The limit inside the matcher is for one match; there can be as many as the text has characters.
            for (var match = _regex.Match(text); match.Success; match = match.NextMatch())
            {
                if (match.Index < end)
                {
                    // .NET is not always right where empty groups repeat lazily: a match that begins in the one before is none.
                    return null;
                }

                result.Append(text, end, match.Index - end);
                replacement.AppendTo(result, match);
                end = match.Index + match.Length;
                if (result.Length > maxLength || Clock.GetElapsedTime(start) > TimeLimit)
                {
                    return null;
                }
            }
        }
        catch (Exception exception) when (IsGivenUp(exception))
        {
            return null;
        }

        result.Append(text, end, text.Length - end);
        return result.Length <= maxLength ? result.ToString() : null;
    }

    /// <summary>The time is over, or the matcher's own limits are reached.</summary>
    private static bool IsGivenUp(Exception exception) =>
        exception is RegexMatchTimeoutException or OverflowException or InsufficientExecutionStackException;

    private static Regex Build(JavaPattern pattern)
    {
        if (!pattern.NeedsBacktracking)
        {
            try
            {
                return new Regex(pattern.Text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeLimit);
            }
            catch (NotSupportedException)
            {
                // Counted repetitions that would make too many states.
            }
        }

        return pattern.EmptyRepetition is { } at
            ? throw new PatternException("what is repeated here may match nothing, and the expression is none that can be matched in linear time; repeat something that matches at least one character", at)
            : new Regex(pattern.Text, RegexOptions.CultureInvariant, TimeLimit);
    }
}
