namespace Muster.Fleet.Rules;

/// <summary>The kinds of token in IoT SQL.</summary>
internal enum SqlTokenKind
{
    End,
    Word,
    Number,
    Text,
    Symbol,
}

/// <summary>A token and where it stands.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string text) =>
        Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        SqlTokenKind.End => "the end",
        SqlTokenKind.Text => $"'{Text}'",
        _ => Text,
    };
}

/// <summary>Cuts IoT SQL into tokens.</summary>
internal sealed class IotSqlTokenizer(string sql)
{
    private int _position;

    public SqlToken Next()
    {
        while (_position < sql.Length && char.IsWhiteSpace(sql[_position]))
        {
            _position++;
        }

        var start = _position;
        if (start == sql.Length)
        {
            return new SqlToken(SqlTokenKind.End, "", start);
        }

        var first = sql[start];
        if (first is '\'' or '"')
        {
            return Text(first, start);
        }

        if (char.IsAsciiDigit(first))
        {
            return Take(SqlTokenKind.Number, char.IsAsciiDigit);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Take(SqlTokenKind.Word, c => char.IsAsciiLetterOrDigit(c) || c == '_');
        }

        _position++;
        return new SqlToken(SqlTokenKind.Symbol, first.ToString(), start);
    }

    /// <summary>The exception for what stands at <paramref name="position"/>.</summary>
    public IotSqlException Error(string message, int position)
    {
        var before = sql.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        return new IotSqlException(message, line, position - before.LastIndexOf('\n'));
    }

    private SqlToken Take(SqlTokenKind kind, Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < sql.Length && belongs(sql[_position]))
        {
            _position++;
        }

        return new SqlToken(kind, sql[start.._position], start);
    }

    private SqlToken Text(char quote, int start)
    {
        var end = sql.IndexOf(quote, start + 1);
        if (end < 0)
        {
            throw Error($"the text that begins here has no closing {quote}", start);
        }

        _position = end + 1;
        return new SqlToken(SqlTokenKind.Text, sql[(start + 1)..end], start);
    }
}
