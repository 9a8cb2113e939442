namespace Muster.Bench.Rules.Fuzz;

/// <summary>Spoils statements: what a person mistypes, and what nobody would.</summary>
/// <param name="random">Where chance comes from.</param>
internal sealed class SqlMutator(Random random)
{
    private static readonly string[] Pieces =
    [
        "SELECT ", " FROM ", " WHERE ", " AS ", "(", ")", "[", "]", "{", "}", ",", ".", "*", "'", "\"", "@", "@v1", " NOT ", " IN ", " EXISTS ", " CASE ", " WHEN ", " THEN ", " ELSE ", " END",
        "VALUE ", "SET ", "=", "<>", "<", ">=", "+", "-", "--", "/*", "/", "%", "1e999", "0.", "1e", "null", "true", "topic(", "get(", "cast(", "\0", "\ud800", "ÿ", "\n", ";", "$", "((((((((", "- - - -",
    ];

    /// <summary>The statement with one to five changes.</summary>
    internal string Spoil(string sql)
    {
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(sql.Length + 1);
            var to = Math.Min(sql.Length, at + random.Next(8));
            sql = random.Next(5) switch
            {
                0 => sql[..at] + Pieces[random.Next(Pieces.Length)] + sql[at..],
                1 => sql[..at] + sql[to..],
                2 => sql[..at] + sql[at..to] + sql[at..to] + sql[to..],
                3 => sql[..at] + (char)random.Next(32, 127) + (at < sql.Length ? sql[(at + 1)..] : ""),
                _ => sql[..at] + Pieces[random.Next(Pieces.Length)] + sql[to..],
            };
        }

        return sql;
    }
}
