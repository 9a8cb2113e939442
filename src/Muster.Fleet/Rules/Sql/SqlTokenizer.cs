namespace Muster.Fleet.Rules.Sql;

/// <summary>Cuts IoT SQL into tokens.</summary>
/// <param name="sql">The text.</param>
/// <param name="position">Where to begin.</param>
internal sealed class SqlTokenizer(string sql, int position = 0)
{
    private int _position = position;

    /// <summary>The next token.</summary>
    /// <exception cref="IotSqlException">There is something that no token begins with, or a text does not end.</exception>
    public SqlToken Next()
    {
        while (_position < sql.Length && char.IsWhiteSpace(sql[_position]))
        {
            _position++;
        }

        var start = _position;
        if (start == sql.Length)
        {
            return new SqlToken(SqlTokenKind.End, "", start, start);
        }

        return sql[start] switch
        {
            '\'' or '"' => Text(sql[start], start),
            '@' => Variable(start),
            >= '0' and <= '9' => Number(start),
            '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => Word(start),
            _ => Symbol(start),
        };
    }

    /// <summary>The token after this one, which stays the next.</summary>
    public SqlToken Peek() => PeekFrom(_position);

    /// <summary>The token at or behind <paramref name="position"/>; the next one stays the next.</summary>
    public SqlToken PeekFrom(int position)
    {
        var before = _position;
        _position = position;
        try
        {
            return Next();
        }
        finally
        {
            _position = before;
        }
    }

    /// <summary>The exception for what stands at <paramref name="position"/>.</summary>
    public IotSqlException Error(string message, int position)
    {
        var before = sql.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        return new IotSqlException(message, line, position - before.LastIndexOf('\n'));
    }

    private SqlToken Word(int start)
    {
        _position = SkipWord(start);
        return new SqlToken(SqlTokenKind.Word, sql[start.._position], start, _position);
    }

    private SqlToken Variable(int start)
    {
        _position = SkipWord(start + 1);
        return _position == start + 1
            ? throw Error("a variable's name follows its @ at once, such as @limit", start)
            : new SqlToken(SqlTokenKind.Variable, sql[(start + 1).._position], start, _position);
    }

    private SqlToken Number(int start)
    {
        var end = SkipDigits(start);
        if (end + 1 < sql.Length && sql[end] == '.' && char.IsAsciiDigit(sql[end + 1]))
        {
            end = SkipDigits(end + 1);
        }

        if (end < sql.Length && sql[end] is 'e' or 'E')
        {
            var digits = end + 1 < sql.Length && sql[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = digits < sql.Length && char.IsAsciiDigit(sql[digits]) ? SkipDigits(digits) : end;
        }

        _position = end;
        return new SqlToken(SqlTokenKind.Number, sql[start..end], start, end);
    }

    private SqlToken Symbol(int start)
    {
        var two = sql.AsSpan(start, Math.Min(2, sql.Length - start));
        if (two is "--" or "/*")
        {
            throw Error("IoT SQL has no comments", start);
        }

        if (two is "!=" or "==" or "||" or "&&")
        {
            var instead = two is "!=" ? "<>" : two is "==" ? "=" : two is "||" ? "+ or OR" : "AND";
            throw Error($"IoT SQL has no {two}; write {instead}", start);
        }

        _position += two is "<>" or "<=" or ">=" ? 2 : 1;
        return new SqlToken(SqlTokenKind.Symbol, sql[start.._position], start, _position);
    }

    private SqlToken Text(char quote, int start)
    {
        // A quote inside is written twice, as in ANSI SQL.
        var doubled = false;
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote)
            {
                continue;
            }

            if (i + 1 < sql.Length && sql[i + 1] == quote)
            {
                doubled = true;
                i++;
                continue;
            }

            _position = i + 1;
            var text = sql[(start + 1)..i];
            return new SqlToken(SqlTokenKind.Text, doubled ? text.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal) : text, start, _position);
        }

        throw Error($"the text that begins here has no closing {quote}", start);
    }

    private int SkipDigits(int from)
    {
        while (from < sql.Length && char.IsAsciiDigit(sql[from]))
        {
            from++;
        }

        return from;
    }

    private int SkipWord(int from)
    {
        while (from < sql.Length && (char.IsAsciiLetterOrDigit(sql[from]) || sql[from] == '_'))
        {
            from++;
        }

        return from;
    }
}
