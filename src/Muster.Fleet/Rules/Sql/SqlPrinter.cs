using System.Text;

namespace Muster.Fleet.Rules.Sql;

/// <summary>Writes a syntax tree as IoT SQL in one form: what it writes is read as the same tree.</summary>
public sealed class SqlPrinter
{
    private const int Primary = 8;
    private const int Prefix = 7;
    private const int Not = 3;

    private readonly StringBuilder _text = new();

    private SqlPrinter()
    {
    }

    /// <summary>The statement as IoT SQL.</summary>
    public static string Print(SqlStatement statement)
    {
        var printer = new SqlPrinter();
        printer.Statement(statement);
        return printer._text.ToString();
    }

    /// <summary>The expression as IoT SQL.</summary>
    public static string Print(Expression expression)
    {
        var printer = new SqlPrinter();
        printer.Write(expression, 0);
        return printer._text.ToString();
    }

    private void Statement(SqlStatement statement)
    {
        for (var i = 0; i < statement.Variables.Count; i++)
        {
            _text.Append(i == 0 ? "SET @" : ", @").Append(statement.Variables[i].Name).Append(" = ");
            Write(statement.Variables[i].Value, 0);
        }

        if (statement.Variables.Count > 0)
        {
            _text.Append(' ');
        }

        Select(statement.Select);
        if (statement.Filter is { } filter)
        {
            _text.Append(" FROM ");
            Text(filter);
        }

        Where(statement.Where);
    }

    private void Select(SelectClause select)
    {
        _text.Append(select.IsValue ? "SELECT VALUE " : "SELECT ");
        for (var i = 0; i < select.Items.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(select.Items[i].Expression, 0);
            if (select.Items[i].Alias is { } alias)
            {
                _text.Append(" AS ").AppendJoin('.', alias);
            }
        }
    }

    private void Where(Expression? condition)
    {
        if (condition is not null)
        {
            _text.Append(" WHERE ");
            Write(condition, 0);
        }
    }

    /// <summary>Writes an expression, in parentheses where it binds less than its place wants.</summary>
    private void Write(Expression expression, int least)
    {
        var parentheses = PrecedenceOf(expression) < least;
        _text.Append(parentheses ? "(" : "");
        switch (expression)
        {
            case AllFields:
                _text.Append('*');
                break;
            case Literal literal:
                Value(literal.Value);
                break;
            case Field field:
                _text.Append(field.Name);
                break;
            case VariableReference variable:
                _text.Append('@').Append(variable.Name);
                break;
            case Member member:
                Write(member.Target, Primary);
                _text.Append('.').Append(member.Name);
                break;
            case Call call:
                Write(call);
                break;
            case Unary unary:
                Write(unary);
                break;
            case Binary binary:
                var precedence = OperatorText.Precedence(binary.Operator);
                Write(binary.Left, precedence);
                _text.Append(' ').Append(OperatorText.Of(binary.Operator)).Append(' ');
                Write(binary.Right, precedence + 1);
                break;
            case Case cases:
                Write(cases);
                break;
            case ArrayLiteral array:
                _text.Append('[');
                Items(array.Items);
                _text.Append(']');
                break;
            case ObjectLiteral literal:
                Write(literal);
                break;
            case Query query:
                Write(query);
                break;
            default:
                throw new NotSupportedException($"no way to write {expression.GetType().Name}");
        }

        _text.Append(parentheses ? ")" : "");
    }

    private static int PrecedenceOf(Expression expression) => expression switch
    {
        Binary binary => OperatorText.Precedence(binary.Operator),
        Unary { Operator: UnaryOperator.Not } => Not,
        Unary => Prefix,
        Literal { Value.IsNumber: true } literal => IsNegative(literal) ? Prefix : Primary,
        _ => Primary,
    };

    private static bool BeginsWithNumber(Expression expression) => expression switch
    {
        Literal literal => literal.Value.IsNumber,
        Member member => BeginsWithNumber(member.Target),
        _ => false,
    };

    private static bool IsNegative(Literal literal) => literal.Value.TryGetNumber(out var number) && number.Sign < 0;

    private void Write(Unary unary)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not:
                _text.Append("NOT ");
                Write(unary.Operand, Not);
                break;
            case UnaryOperator.Exists:
                _text.Append("EXISTS ");
                Write(unary.Operand, Prefix);
                break;
            default:
                // A minus before a number would be read as its sign, and two as a comment.
                var bare = !BeginsWithNumber(unary.Operand);
                _text.Append(bare ? unary.Operand is Unary { Operator: UnaryOperator.Negate } ? "- " : "-" : "-(");
                Write(unary.Operand, bare ? Prefix : 0);
                _text.Append(bare ? "" : ")");
                break;
        }
    }

    private void Write(Call call)
    {
        _text.Append(call.Function).Append('(');
        if (call is { Function: "cast", Arguments: [var value, Literal type] } && type.Value.TryGetString(out var name))
        {
            Write(value, 0);
            _text.Append(" AS ").Append(name);
        }
        else
        {
            Items(call.Arguments);
        }

        _text.Append(')');
    }

    private void Write(Case cases)
    {
        _text.Append("CASE ");
        Write(cases.Value, 0);
        foreach (var (match, result) in cases.Branches)
        {
            _text.Append(" WHEN ");
            Write(match, 0);
            _text.Append(" THEN ");
            Write(result, 0);
        }

        if (cases.Otherwise is not null)
        {
            _text.Append(" ELSE ");
            Write(cases.Otherwise, 0);
        }

        _text.Append(" END");
    }

    private void Write(ObjectLiteral literal)
    {
        _text.Append('{');
        for (var i = 0; i < literal.Members.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Text(literal.Members[i].Name);
            _text.Append(": ");
            Write(literal.Members[i].Value, 0);
        }

        _text.Append('}');
    }

    private void Write(Query query)
    {
        _text.Append('(');
        Select(query.Select);
        _text.Append(" FROM ");
        Write(query.Source, 0);
        if (query.Alias is not null)
        {
            _text.Append(" AS ").Append(query.Alias);
        }

        Where(query.Where);
        _text.Append(')');
    }

    private void Items(SqlList<Expression> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(items[i], 0);
        }
    }

    private void Value(SqlValue value)
    {
        if (value.TryGetString(out var text))
        {
            Text(text);
        }
        else
        {
            _text.Append(value.Kind == SqlKind.Null ? "NULL" : value.AsText());
        }
    }

    private void Text(string text) => _text.Append('\'').Append(text.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
}
