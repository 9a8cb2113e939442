using System.Collections.Frozen;

namespace Muster.Fleet.Rules.Sql;

/// <summary>The words that can't name a field at the beginning of a path; behind a dot, in quotes and as an alias they can.</summary>
internal static class SqlKeywords
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = new[]
    {
        "SELECT", "FROM", "WHERE", "AS", "AND", "OR", "NOT", "IN", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "TRUE", "FALSE", "NULL",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
