namespace Muster.Fleet.Rules.Sql;

/// <summary>The kinds of token in IoT SQL.</summary>
internal enum SqlTokenKind
{
    End,
    Word,
    Number,
    Text,
    Variable,
    Symbol,
}

/// <summary>A token and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a text in quotes, what is between them.</param>
/// <param name="Position">Where it begins, counted from 0.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position, int End)
{
    /// <summary>Whether it is this keyword or symbol.</summary>
    public bool Is(string text) =>
        Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        SqlTokenKind.End => "the end",
        SqlTokenKind.Text => $"'{Shortened}'",
        SqlTokenKind.Variable => $"@{Shortened}",
        _ => Shortened,
    };

    private string Shortened => Text.Length <= 60 ? Text : $"{Text.AsSpan(0, 57)}...";
}
