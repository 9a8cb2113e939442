using Muster.Fleet.Configuration;
using Muster.Fleet.Rules.Functions;

namespace Muster.Fleet.Rules.Sql;

/// <content>Calls of functions, checked against the list of functions.</content>
public sealed partial class IotSqlParser
{
    private static readonly string[] CastTypes = ["Boolean", "Decimal", "Int", "String", "Array", "Object", "Null"];

    private Expression Call()
    {
        var name = _token;
        var function = Find(name);
        Advance();
        Advance();
        var places = new List<SqlToken>();
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",", "a comma or )");
            }

            places.Add(_token);
            arguments.Add(_token.Is("SELECT") ? Query() : ExpressionOrStar());
            if (function.Name == "cast" && arguments.Count == 1)
            {
                // The one function with a word of its own between its arguments.
                Expect("AS");
                places.Add(_token);
                arguments.Add(CastType());
                break;
            }
        }

        if (!_token.Is(")"))
        {
            throw Unexpected(")");
        }

        Check(function, name, arguments, places);
        return Take(new Call(function.Name, [.. arguments]));
    }

    private Expression CastType()
    {
        if (_token.Kind != SqlTokenKind.Word)
        {
            throw Unexpected($"a type, one of {string.Join(", ", CastTypes)}");
        }

        return Take(new Literal(SqlValue.From(_token.Text)));
    }

    private SqlFunction Find(SqlToken name)
    {
        if (SqlFunctions.Find(name.Text) is { } function)
        {
            return function;
        }

        if (SqlFunctions.WhyNotSupported(name.Text) is { } reason)
        {
            throw Error($"the function {name.Text} is not supported: {reason}", name);
        }

        var near = NearestName.Of(name.Text, SqlFunctions.Names);
        throw Error($"there is no function {name}{(near is null ? "" : $"; did you mean {near}?")}", name);
    }

    private void Check(SqlFunction function, SqlToken name, List<Expression> arguments, List<SqlToken> places)
    {
        if (_version == SqlVersion.V20151008 && function.Since == SqlVersion.V20160323)
        {
            throw Error($"{function.Name} needs the dialect 2016-03-23; this rule states 2015-10-08", name);
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            throw Error($"{function.Name}() takes {Count(function)}, not {arguments.Count}", arguments.Count > function.MaxArguments && function.MaxArguments > 0 ? places[function.MaxArguments] : name);
        }

        if (function.CheckLiterals is { } check && check([.. arguments.Select(ValueOf)]) is { } mistake)
        {
            throw Error(mistake.Problem, places[mistake.Argument]);
        }
    }

    private SqlValue? ValueOf(Expression argument) => argument is Literal literal ? SqlDialect.ValueOf(literal, _version) : null;

    private static string Count(SqlFunction function) => (function.MinArguments, function.MaxArguments) switch
    {
        (0, 0) => "no argument",
        (1, 1) => "one argument",
        var (least, most) when least == most => $"{least} arguments",
        (var least, int.MaxValue) => $"{least} arguments or more",
        var (least, most) => $"{least} to {most} arguments",
    };
}
