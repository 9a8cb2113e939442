using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Functions;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>Makes syntax trees that the grammar allows, small ones mostly.</summary>
/// <param name="random">Where chance comes from: the same seed makes the same trees.</param>
internal sealed class SqlGenerator(Random random)
{
    /// <summary>The names that payloads have too.</summary>
    internal static readonly string[] Names = ["a", "b", "c", "n", "v", "value", "name", "state", "temp", "e", "items", "x1", "_y"];

    private static readonly string[] Texts =
    [
        "", "a", "it's", "\"", "\\", "5", "-1.5", "1e3", "true", "FALSE", "null", "ÄÖ𝄞", "abc def", "base64", "[a-z]+", "(a+)+b", "$1", "%", "2026-01-31T12:00:00Z",
        "yyyy-MM-dd", "{\"a\":[1,{\"b\":null}]}", "eyJhIjoxfQ==", "content_type", "enrichArray", "sha256", "UTC", "a/b/c",
    ];

    private static readonly string[] Numbers = ["0", "1", "2", "7", "100", "0.5", "2.50", "10.0", "1E+3", "9.9E-5", "9223372036854775807", "12345678901234567890123456789012345", "1E-999", "9.9E999"];
    private static readonly string[] Types = ["String", "Int", "Decimal", "Double", "Boolean", "Varchar"];
    private static readonly string[] Filters = ["#", "+/b", "a/b", "$aws/events/#", "it's"];
    private static readonly BinaryOperator[] Operators = Enum.GetValues<BinaryOperator>();
    private static readonly SqlFunction[] Functions = [.. SqlFunctions.Names.Select(n => SqlFunctions.Find(n)!)];

    private readonly List<string> _variables = [];
    private int _left;

    /// <summary>A statement.</summary>
    internal SqlStatement Statement()
    {
        _left = 4 + random.Next(30);
        _variables.Clear();
        var variables = new List<SqlVariable>();
        for (var i = Chance(6) ? random.Next(1, 4) : 0; i > 0; i--)
        {
            var name = $"v{i}";
            variables.Add(new SqlVariable(name, Expression()));
            _variables.Add(name);
        }

        return new SqlStatement([.. variables], Select(), Chance(8) ? null : Pick(Filters), Chance(2) ? Expression() : null);
    }

    private SelectClause Select()
    {
        if (Chance(5))
        {
            return new SelectClause(IsValue: true, [new SelectItem(Chance(4) ? new AllFields() : Expression(), null)]);
        }

        var items = new List<SelectItem>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            items.Add(Item());
        }

        return new SelectClause(IsValue: false, [.. items]);
    }

    private SelectItem Item()
    {
        if (Chance(4))
        {
            return new SelectItem(new AllFields(), Chance(4) ? Alias() : null);
        }

        var expression = Expression();
        return new SelectItem(expression, DefaultName.Of(expression) is not null && Chance(2) ? null : Alias());
    }

    private SqlList<string> Alias() => Chance(5) ? [Pick(Names), Pick(Names)] : [Pick(Names)];

    private Expression Expression()
    {
        if (--_left <= 0)
        {
            return Leaf();
        }

        return random.Next(14) switch
        {
            0 or 1 or 2 => new Binary(Pick(Operators), Expression(), Expression()),
            3 or 4 => Call(),
            5 => new Unary(Chance(2) ? UnaryOperator.Not : UnaryOperator.Exists, Expression()),
            6 => Negated(),
            7 => new Member(Chance(3) ? new AllFields() : Expression(), Pick(Names)),
            8 => new Case(Expression(), [.. Some(() => new CaseBranch(Expression(), Expression()), 1)], Chance(2) ? Expression() : null),
            9 => new ArrayLiteral([.. Some(Expression, 0)]),
            10 => new ObjectLiteral([.. Some(() => new ObjectMember(Pick(Texts), Expression()), 0)]),
            11 => new Query(Select(), Chance(4) ? new AllFields() : Expression(), Chance(3) ? Pick(Names) : null, Chance(2) ? Expression() : null),
            _ => Leaf(),
        };
    }

    private Expression Leaf() => random.Next(6) switch
    {
        0 => Number(),
        1 => new Literal(SqlValue.From(Pick(Texts))),
        2 => new Literal(random.Next(3) switch { 0 => SqlValue.True, 1 => SqlValue.False, _ => SqlValue.Null }),
        3 when _variables.Count > 0 => new VariableReference(_variables[random.Next(_variables.Count)]),
        _ => new Field(Pick(Names)),
    };

    // A minus before a number is its sign to the parser.
    private Unary Negated()
    {
        var operand = Expression();
        return new Unary(UnaryOperator.Negate, operand);
    }

    private Literal Number()
    {
        _ = SqlNumber.TryParse(Pick(Numbers), out var number);
        number = Chance(4) ? -number : number;
        return new Literal(number.HasPoint ? SqlValue.FromDecimal(number) : SqlValue.From(number));
    }

    private Call Call()
    {
        var function = Pick(Functions);
        if (function.Name == "cast")
        {
            return new Call("cast", [Expression(), new Literal(SqlValue.From(Pick(Types)))]);
        }

        var count = random.Next(function.MinArguments, Math.Min(function.MaxArguments, function.MinArguments + 3) + 1);
        return new Call(function.Name, [.. Enumerable.Range(0, count).Select(_ => Chance(8) ? new AllFields() : Expression())]);
    }

    private List<T> Some<T>(Func<T> make, int least)
    {
        var items = new List<T>();
        for (var i = least + random.Next(3); i > 0; i--)
        {
            items.Add(make());
        }

        return items;
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
