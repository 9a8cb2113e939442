namespace Muster.Fleet.Rules.Sql;

/// <content>Expressions, from the operator that binds least to the one that binds most.</content>
public sealed partial class IotSqlParser
{
    private static readonly BinaryOperator[][] Levels =
    [
        [BinaryOperator.Or],
        [BinaryOperator.And],
        [BinaryOperator.Equal, BinaryOperator.NotEqual, BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Greater, BinaryOperator.GreaterOrEqual, BinaryOperator.In],
        [BinaryOperator.Add, BinaryOperator.Subtract],
        [BinaryOperator.Multiply, BinaryOperator.Divide, BinaryOperator.Remainder],
    ];

    /// <summary>An expression, or <c>*</c> alone, which only an item, an argument or a source may be.</summary>
    private Expression ExpressionOrStar()
    {
        if (_token.Is("*") && !_tokens.Peek().Is("."))
        {
            Advance();
            return new AllFields();
        }

        return Expression();
    }

    private Expression Expression()
    {
        Enter();
        var expression = Operators(0);
        _nesting--;
        return expression;
    }

    private Expression Operators(int level)
    {
        if (level == Levels.Length)
        {
            return Sign();
        }

        // NOT binds less than a comparison: NOT a = b is NOT (a = b).
        if (level == 2 && _token.Is("NOT"))
        {
            Enter();
            Advance();
            var operand = Operators(level);
            _nesting--;
            return Counted(new Unary(UnaryOperator.Not, operand));
        }

        var left = Operators(level + 1);
        while (OperatorAt(level) is { } found)
        {
            Advance();
            left = Counted(new Binary(found, left, Operators(level + 1)));
        }

        if (level == 2 && _token.Is("NOT"))
        {
            throw Error("NOT stands before its condition: NOT (a IN b)", _token);
        }

        return left;
    }

    private BinaryOperator? OperatorAt(int level)
    {
        foreach (var candidate in Levels[level])
        {
            if (_token.Is(OperatorText.Of(candidate)))
            {
                return candidate;
            }
        }

        return null;
    }

    private Expression Sign()
    {
        if (_token.Is("EXISTS"))
        {
            Enter();
            Advance();
            var operand = Sign();
            _nesting--;
            return Counted(new Unary(UnaryOperator.Exists, operand));
        }

        if (!_token.Is("-"))
        {
            return Path(Primary());
        }

        Enter();
        Advance();
        Expression negated;
        if (_token.Kind == SqlTokenKind.Number)
        {
            negated = Number(negative: true);
        }
        else
        {
            negated = Counted(new Unary(UnaryOperator.Negate, Sign()));
        }

        _nesting--;
        return negated;
    }

    private Expression Path(Expression target)
    {
        while (true)
        {
            if (_token.Is("["))
            {
                throw Error("IoT SQL takes an item of an array with get(array, index), counted from 0", _token);
            }

            if (!_token.Is("."))
            {
                return target;
            }

            Advance();
            if (_token.Kind != SqlTokenKind.Word)
            {
                throw Unexpected("a member's name (one with other characters than letters, digits and _ is taken with get(object, 'name'))");
            }

            target = Counted(new Member(target, _token.Text));
            Advance();
        }
    }

    private Expression Primary() => _token.Kind switch
    {
        SqlTokenKind.Number => Number(negative: false),
        SqlTokenKind.Text => Constant(SqlValue.From(_token.Text)),
        SqlTokenKind.Variable => Variable(),
        SqlTokenKind.Word => Word(),
        _ => _token.Text switch
        {
            "(" => Parentheses(),
            "[" => Array(),
            "{" => Object(),
            "*" when _tokens.Peek().Is(".") => Star(),
            "*" => throw Error("* stands alone: as an item of SELECT, an argument of a function or behind FROM", _token),
            _ => throw Unexpected("an expression"),
        },
    };

    private AllFields Star()
    {
        Advance();
        return new AllFields();
    }

    private Expression Word()
    {
        if (_token.Is("TRUE") || _token.Is("FALSE"))
        {
            return Constant(SqlValue.From(_token.Is("TRUE")));
        }

        if (_token.Is("NULL"))
        {
            return Constant(SqlValue.Null);
        }

        if (_token.Is("CASE"))
        {
            return Case();
        }

        if (SqlKeywords.All.Contains(_token.Text))
        {
            throw Unexpected("an expression");
        }

        if (_tokens.Peek().Is("("))
        {
            return Call();
        }

        var field = Counted(new Field(_token.Text));
        Advance();
        return field;
    }

    private Expression Variable()
    {
        if (!_variables.Contains(_token.Text))
        {
            var near = Configuration.NearestName.Of(_token.Text, _variables);
            throw Error($"@{_token.Text} is not set{(near is null ? "" : $"; did you mean @{near}?")}", _token);
        }

        return Take(new VariableReference(_token.Text));
    }

    private Expression Number(bool negative)
    {
        var token = _token;
        if (!SqlNumber.TryParse(token.Text, out var number))
        {
            throw Error($"the number {token} is out of range: numbers go up to 9.99E999", token);
        }

        number = negative ? -number : number;
        return Constant(number.HasPoint ? SqlValue.FromDecimal(number) : SqlValue.From(number));
    }

    private Expression Constant(SqlValue value) => Take(new Literal(value));

    private Expression Take(Expression expression)
    {
        Advance();
        return Counted(expression);
    }

    private Expression Parentheses()
    {
        Advance();
        var inner = _token.Is("SELECT") ? Query() : Expression();
        if (_token.Is(","))
        {
            throw Error("a list is written in square brackets: ['a', 'b']", _token);
        }

        Expect(")");
        return inner;
    }

    private Expression Case()
    {
        Advance();
        if (_token.Is("WHEN"))
        {
            throw Error("CASE has a value that WHEN is matched with; write CASE true WHEN condition THEN …", _token);
        }

        var value = Expression();
        var branches = new List<CaseBranch>();
        while (_token.Is("WHEN"))
        {
            Advance();
            var match = Expression();
            Expect("THEN");
            branches.Add(new CaseBranch(match, Expression()));
        }

        if (branches.Count == 0)
        {
            throw Unexpected("WHEN", ["WHEN"]);
        }

        Expression? otherwise = null;
        if (_token.Is("ELSE"))
        {
            Advance();
            otherwise = Expression();
        }

        if (!_token.Is("END"))
        {
            throw Unexpected(otherwise is null ? "WHEN, ELSE or END" : "END", ["WHEN", "ELSE", "END"]);
        }

        return Take(new Case(value, [.. branches], otherwise));
    }

    private Expression Array()
    {
        RefuseInFirstDialect("a list in square brackets");
        Advance();
        var items = new List<Expression>();
        while (!_token.Is("]"))
        {
            if (items.Count > 0)
            {
                Expect(",", "a comma or ]");
            }

            items.Add(Expression());
        }

        return Take(new ArrayLiteral([.. items]));
    }

    private Expression Object()
    {
        RefuseInFirstDialect("an object in braces");
        Advance();
        var members = new List<ObjectMember>();
        while (!_token.Is("}"))
        {
            if (members.Count > 0)
            {
                Expect(",", "a comma or }");
            }

            if (_token.Kind != SqlTokenKind.Text)
            {
                throw Unexpected("a member's name in quotes");
            }

            var name = _token.Text;
            Advance();
            Expect(":");
            members.Add(new ObjectMember(name, Expression()));
        }

        return Take(new ObjectLiteral([.. members]));
    }

    /// <summary>A nested query; the token is SELECT.</summary>
    private Expression Query()
    {
        RefuseInFirstDialect("a nested SELECT");
        Enter();
        var select = Select();
        if (!_token.Is("FROM"))
        {
            throw Unexpected("FROM", ["FROM", "AS"]);
        }

        Advance();
        var source = ExpressionOrStar();
        string? alias = null;
        if (_token.Is("AS"))
        {
            Advance();
            alias = _token.Kind == SqlTokenKind.Word && !SqlKeywords.All.Contains(_token.Text) ? _token.Text : throw Unexpected("a name for the element");
            Advance();
        }

        var query = Counted(new Query(select, source, alias, Condition()));
        _nesting--;
        return query;
    }

    private void RefuseInFirstDialect(string what)
    {
        if (_version == SqlVersion.V20151008)
        {
            throw Error($"{what} needs the dialect 2016-03-23; this rule states 2015-10-08", _token);
        }
    }

    private void Expect(string text, string words)
    {
        if (!_token.Is(text))
        {
            throw Unexpected(words);
        }

        Advance();
    }

    /// <summary>One level deeper: what the parser's own stack bears is limited before there is a tree to look at.</summary>
    private void Enter()
    {
        if (++_nesting > SqlLimits.Depth)
        {
            throw TooDeep();
        }
    }

    private Expression Counted(Expression expression)
    {
        if (expression.Depth > SqlLimits.Depth)
        {
            throw TooDeep();
        }

        return ++_expressions <= SqlLimits.Expressions
            ? expression
            : throw Error($"a statement has at most {SqlLimits.Expressions} expressions", _token);
    }

    private IotSqlException TooDeep() =>
        Error($"expressions lie in one another at most {SqlLimits.Depth} deep; a chain of as many operators counts as such (split it with parentheses)", _token);
}
