using Muster.Fleet.Rules.Functions.Patterns;

namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// Functions of regular expressions, which are Java's. One that stands in the rule is compiled when the rule is loaded, and refused
/// there when it is not valid; one that comes with the message makes the result Undefined then.
/// </summary>
internal static class RegexFunctions
{
    private static readonly PatternCache<SqlRegex> Cache = new(SqlRegex.Compile);

    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("regexp_matches", 2, 2, Matches) { IsTimed = true, CheckLiterals = Check },
        new("regexp_replace", 3, 3, Replace) { IsTimed = true, CheckLiterals = Check },
        new("regexp_substr", 2, 2, Substr) { IsTimed = true, CheckLiterals = Check },
    ];

    private static SqlValue Matches(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsText() is { } text && Regex(arguments[1])?.IsMatch(text) is { } isMatch ? SqlValue.From(isMatch) : SqlValue.Undefined;

    private static SqlValue Substr(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsText() is { } text ? SqlResult.Text(Regex(arguments[1])?.FirstMatch(text)) : SqlValue.Undefined;

    private static SqlValue Replace(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].AsText() is { } text && Regex(arguments[1]) is { } regex && arguments[2].AsText() is { } by
            && JavaReplacement.Parse(by, regex.Groups, out _) is { } replacement
            ? SqlResult.Text(regex.Replace(text, replacement, SqlResult.MaxLength))
            : SqlValue.Undefined;

    private static SqlRegex? Regex(SqlValue pattern) => pattern.AsText() is { } text ? Cache.Get(text) : null;

    private static SqlArgumentMistake? Check(IReadOnlyList<SqlValue?> arguments, SqlVersion version)
    {
        if (arguments[1]?.AsText() is not { } pattern)
        {
            return null;
        }

        if (Cache.Keep(pattern) is { } problem)
        {
            return new SqlArgumentMistake(1, $"the regular expression '{pattern}' is not valid: {problem}");
        }

        return arguments.Count > 2 && arguments[2]?.AsText() is { } by && JavaReplacement.Parse(by, Cache.Get(pattern)!.Groups, out var mistake) is null
            ? new SqlArgumentMistake(2, $"the replacement '{by}' is not valid: {mistake}")
            : null;
    }
}
