using System.Text;

namespace Muster.Fleet.Rules.Sql;

/// <summary>
/// Reads AWS IoT SQL (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html) by recursive descent. What
/// is wrong is told with its line and column; what is not supported is refused by name.
/// </summary>
public sealed partial class IotSqlParser
{
    private readonly SqlTokenizer _tokens;
    private readonly SqlVersion _version;
    private readonly List<string> _variables = [];
    private SqlToken _token;
    private int _nesting;
    private int _expressions;

    private IotSqlParser(string sql, SqlVersion version, int position = 0)
    {
        _tokens = new SqlTokenizer(sql, position);
        _version = version;
        _token = _tokens.Next();
    }

    /// <summary>Parses a rule's statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="version">Its dialect.</param>
    /// <exception cref="IotSqlException">It is not valid, or not supported.</exception>
    public static SqlStatement Parse(string sql, SqlVersion version = SqlVersion.V20160323)
    {
        if (sql.Length > SqlLimits.StatementBytes || Encoding.UTF8.GetByteCount(sql) > SqlLimits.StatementBytes)
        {
            throw new IotSqlException($"a statement has at most {SqlLimits.StatementBytes / 1024} KiB", 1, 1);
        }

        return new IotSqlParser(sql, version).Statement();
    }

    /// <summary>Parses the expression at <paramref name="position"/> of a template, up to the <c>}</c> that ends it.</summary>
    /// <param name="template">The template.</param>
    /// <param name="position">Where the expression begins.</param>
    /// <param name="version">The dialect.</param>
    /// <param name="variables">The variables that its rule defines.</param>
    /// <returns>The expression, and the position behind the <c>}</c>.</returns>
    internal static (Expression Expression, int End) ParseTemplateExpression(string template, int position, SqlVersion version, IEnumerable<string> variables)
    {
        var parser = new IotSqlParser(template, version, position);
        parser._variables.AddRange(variables);
        var expression = parser.ExpressionOrStar();
        return parser._token.Is("}") ? (expression, parser._token.End) : throw parser.Unexpected("}");
    }

    private SqlStatement Statement()
    {
        var variables = _token.Is("SET") ? Variables() : [];
        if (!_token.Is("SELECT"))
        {
            throw Unexpected(variables.Count == 0 ? "SELECT" : "a comma or SELECT", ["SELECT", "SET"]);
        }

        var select = Select();
        string? filter = null;
        if (_token.Is("FROM"))
        {
            Advance();
            filter = Filter();
        }

        var condition = Condition();
        return _token.Kind == SqlTokenKind.End
            ? new SqlStatement(variables, select, filter, condition)
            : throw Unexpected(condition is not null ? "the end" : filter is null ? "FROM, WHERE or the end" : "WHERE or the end", ["FROM", "WHERE", "AND", "OR", "AS"]);
    }

    private SqlList<SqlVariable> Variables()
    {
        var variables = new List<SqlVariable>();
        do
        {
            Advance();
            var name = _token;
            if (name.Kind != SqlTokenKind.Variable)
            {
                throw Unexpected("a variable, such as @limit");
            }

            if (name.Text.Length > SqlLimits.VariableName)
            {
                throw Error($"a variable's name has at most {SqlLimits.VariableName} characters", name);
            }

            if (_variables.Contains(name.Text))
            {
                throw Error($"@{name.Text} is set twice, and a variable is set once", name);
            }

            if (variables.Count == SqlLimits.Variables)
            {
                throw Error($"a statement has at most {SqlLimits.Variables} variables", name);
            }

            Advance();
            Expect("=");
            variables.Add(new SqlVariable(name.Text, Expression()));

            // Only now: a variable may use those before it.
            _variables.Add(name.Text);
        }
        while (_token.Is(","));
        return [.. variables];
    }

    private string Filter()
    {
        var filter = _token;
        if (filter.Kind != SqlTokenKind.Text)
        {
            throw Unexpected("a topic filter in quotes");
        }

        if (TopicFilter.Check(filter.Text) is { } mistake)
        {
            throw Error($"{filter} is no topic filter: {mistake}", filter);
        }

        Advance();
        return filter.Text;
    }

    private Expression? Condition()
    {
        if (!_token.Is("WHERE"))
        {
            return null;
        }

        Advance();
        return Expression();
    }

    /// <summary>SELECT and its items; the token is SELECT.</summary>
    private SelectClause Select()
    {
        Advance();
        var value = _token;
        if (IsValueKeyword())
        {
            Advance();
            var item = ExpressionOrStar();
            return _token.Is(",") || _token.Is("AS")
                ? throw Error("SELECT VALUE has one item, without an alias (a field called value is written (value) here)", value)
                : new SelectClause(IsValue: true, [new SelectItem(item, null)]);
        }

        var items = new List<SelectItem> { Item() };
        while (_token.Is(","))
        {
            Advance();
            items.Add(Item());
        }

        return new SelectClause(IsValue: false, [.. items]);
    }

    /// <summary>VALUE is a field like any other, unless an expression follows it: <c>SELECT value FROM</c>, <c>SELECT VALUE value FROM</c>.</summary>
    private bool IsValueKeyword()
    {
        if (!_token.Is("VALUE"))
        {
            return false;
        }

        var next = _tokens.Peek();
        if (next.Is("*"))
        {
            return IsStarAlone(next);
        }

        return next.Kind switch
        {
            SqlTokenKind.Word => !SqlKeywords.All.Contains(next.Text) || next.Is("CASE") || next.Is("NOT") || next.Is("EXISTS") || next.Is("TRUE") || next.Is("FALSE") || next.Is("NULL"),
            SqlTokenKind.Symbol => next.Text is "(" or "{" or "[" or "-",
            SqlTokenKind.End => false,
            _ => true,
        };
    }

    /// <summary>Whether the <c>*</c> behind VALUE is the payload, and not value times something.</summary>
    private bool IsStarAlone(SqlToken star)
    {
        var behind = _tokens.PeekFrom(star.End);
        return behind.Kind == SqlTokenKind.End || behind.Text is "." or ")" or "," or "}" || behind.Is("FROM") || behind.Is("WHERE") || behind.Is("AS");
    }

    private SelectItem Item()
    {
        var start = _token;
        var expression = ExpressionOrStar();
        if (_token.Is("AS"))
        {
            Advance();
            return new SelectItem(expression, Alias());
        }

        return expression is AllFields || DefaultName.Of(expression) is not null
            ? new SelectItem(expression, null)
            : throw (_token.Kind == SqlTokenKind.End || _token.Is(",") || _token.Is("FROM") || _token.Is("WHERE") || _token.Is(")")
                ? Error("this expression has no name of its own; give it one with AS", start)
                : Unexpected("AS", ["AS"]));
    }

    private SqlList<string> Alias()
    {
        var names = new List<string>();
        while (true)
        {
            if (_token.Kind != SqlTokenKind.Word)
            {
                throw Unexpected("an alias");
            }

            if (names.Count == SqlLimits.Depth)
            {
                throw Error($"an alias has at most {SqlLimits.Depth} names", _token);
            }

            names.Add(_token.Text);
            Advance();
            if (!_token.Is("."))
            {
                return [.. names];
            }

            Advance();
        }
    }

    private void Expect(string text)
    {
        if (!_token.Is(text))
        {
            throw Unexpected(text);
        }

        Advance();
    }

    private void Advance() => _token = _tokens.Next();

    private IotSqlException Error(string problem, SqlToken at) => _tokens.Error(problem, at.Position);

    private IotSqlException Unexpected(string expected, IReadOnlyList<string>? known = null)
    {
        var near = _token.Kind == SqlTokenKind.Word && known is not null ? Configuration.NearestName.Of(_token.Text, known) : null;
        return Error($"expected {expected}, found {_token}{(near is null ? "" : $"; did you mean {near}?")}", _token);
    }
}
