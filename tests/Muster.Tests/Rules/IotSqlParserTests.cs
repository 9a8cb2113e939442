using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

public sealed class IotSqlParserTests
{
    [Fact]
    public void Built_in_rule_is_read_item_by_item()
    {
        var statement = IotSqlParser.Parse("SELECT *, topic(2) AS topicRobot, timestamp() AS receivedAt FROM 'robots/+/status'");

        Assert.Equal(
            new SelectClause(
                IsValue: false,
                [
                    new SelectItem(new AllFields(), null),
                    new SelectItem(new Call("topic", [new Literal(SqlValue.From(2))]), ["topicRobot"]),
                    new SelectItem(new Call("timestamp", []), ["receivedAt"]),
                ]),
            statement.Select);
        Assert.Equal("robots/+/status", statement.Filter);
        Assert.Null(statement.Where);
    }

    [Theory]
    [InlineData("SELECT * FROM 'a'")]
    [InlineData("select * from 'a'")]
    [InlineData("Select*From'a'")]
    [InlineData("  SELECT\t*\r\n  FROM\n'a'  ")]
    [InlineData("SELECT * FROM \"a\"")]
    public void Case_white_space_and_quotes_make_no_difference(string sql) =>
        Assert.Equal(new SqlStatement([], new SelectClause(IsValue: false, [new SelectItem(new AllFields(), null)]), "a", null), IotSqlParser.Parse(sql));

    [Theory]
    [InlineData("Select Upper ( a ) As b From 'x' Where TRUE", "SELECT upper(a) AS b FROM 'x' WHERE true")]
    [InlineData("SELECT a WHERE b", "SELECT a WHERE b")]
    [InlineData("SELECT a.b.c AS d.e", "SELECT a.b.c AS d.e")]
    [InlineData("SELECT * AS state.reported FROM 'x'", "SELECT * AS state.reported FROM 'x'")]
    [InlineData("SELECT *.messages", "SELECT *.messages")]
    [InlineData("SELECT 'it''s' AS a, \"it's\" AS b, 'a\"b' AS c", "SELECT 'it''s' AS a, 'it''s' AS b, 'a\"b' AS c")]
    [InlineData("SELECT 1.50 AS a, -2 AS b, 1E3 AS c, 00.1e-2 AS d", "SELECT 1.50 AS a, -2 AS b, 1E+3 AS c, 0.001 AS d")]
    [InlineData("SELECT isNull(SELECT VALUE a FROM b) AS c", "SELECT isNull((SELECT VALUE a FROM b)) AS c")]
    [InlineData("SELECT cast ( a as decimal ) AS c", "SELECT cast(a AS decimal) AS c")]
    [InlineData("SELECT get((SELECT v FROM e WHERE n = 'x'), 0).v as t", "SELECT get((SELECT v FROM e WHERE n = 'x'), 0).v AS t")]
    [InlineData("SELECT -(9.t) AS a, -(-1) AS b, - - c AS d", "SELECT -(9.t) AS a, -(-1) AS b, - -c AS d")]
    [InlineData("SET @a=1,@b=@a+1 SELECT @b", "SET @a = 1, @b = @a + 1 SELECT @b")]
    public void Statement_is_printed_in_one_form(string sql, string printed)
    {
        Assert.Equal(printed, SqlPrinter.Print(IotSqlParser.Parse(sql)));
        Assert.Equal(IotSqlParser.Parse(sql), IotSqlParser.Parse(printed));
    }

    [Theory]
    [InlineData("a OR b AND c", "a OR (b AND c)")]
    [InlineData("NOT a = b AND c", "(NOT (a = b)) AND c")]
    [InlineData("NOT NOT a", "NOT (NOT a)")]
    [InlineData("a + b * c - d", "(a + (b * c)) - d")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("a * b / c % d", "((a * b) / c) % d")]
    [InlineData("a + 1 > b * 2", "(a + 1) > (b * 2)")]
    [InlineData("a = b = c", "(a = b) = c")]
    [InlineData("-a.b + c", "(-(a.b)) + c")]
    [InlineData("- - a", "-(-a)")]
    [InlineData("a IN b OR c", "(a IN b) OR c")]
    [InlineData("EXISTS a AND b", "(EXISTS a) AND b")]
    [InlineData("a <> b OR c <= d", "(a <> b) OR (c <= d)")]
    public void Operators_bind_as_in_SQL(string expression, string grouped) =>
        Assert.Equal(IotSqlParser.Parse($"SELECT * WHERE {grouped}").Where, IotSqlParser.Parse($"SELECT * WHERE {expression}").Where);

    [Theory]
    [InlineData("SELECT value FROM 'a'", false)]
    [InlineData("SELECT value, b FROM 'a'", false)]
    [InlineData("SELECT value.b FROM 'a'", false)]
    [InlineData("SELECT value AS v FROM 'a'", false)]
    [InlineData("SELECT value * 2 AS v FROM 'a'", false)]
    [InlineData("SELECT value + 2 AS v FROM 'a'", false)]
    [InlineData("SELECT value IN b AS v FROM 'a'", false)]
    [InlineData("SELECT value", false)]
    [InlineData("SELECT VALUE value FROM 'a'", true)]
    [InlineData("SELECT VALUE * FROM 'a'", true)]
    [InlineData("SELECT VALUE *", true)]
    [InlineData("SELECT VALUE *.b FROM 'a'", true)]
    [InlineData("SELECT VALUE (value.b) FROM 'a'", true)]
    [InlineData("SELECT VALUE 'b' FROM 'a'", true)]
    [InlineData("SELECT VALUE [b] FROM 'a'", true)]
    [InlineData("SELECT VALUE {'b': c} FROM 'a'", true)]
    [InlineData("SELECT VALUE CASE b WHEN 1 THEN 2 END FROM 'a'", true)]
    [InlineData("SELECT VALUE topic() FROM 'a'", true)]
    public void Value_is_a_field_unless_an_expression_follows(string sql, bool isValue) =>
        Assert.Equal(isValue, IotSqlParser.Parse(sql).Select.IsValue);

    [Theory]
    [InlineData("from.select")]
    [InlineData("set")]
    [InlineData("end")]
    public void Keyword_can_be_an_alias_and_a_member(string alias) =>
        Assert.Equal(alias, string.Join('.', IotSqlParser.Parse($"SELECT a.{alias} AS {alias} FROM 'a'").Select.Items[0].Alias!));

    [Fact]
    public void Alias_keeps_its_case() =>
        Assert.Equal(["topicRobot"], IotSqlParser.Parse("select topic(2) as topicRobot from 'a'").Select.Items[0].Alias!);

    [Theory]
    [InlineData("$aws/events/presence/+/+")]
    [InlineData("#")]
    [InlineData("/")]
    [InlineData("it\"s/a name/ü")]
    public void Any_topic_filter_can_stand_in_quotes(string filter) =>
        Assert.Equal(filter, IotSqlParser.Parse($"SELECT * FROM '{filter}'").Filter);

    [Fact]
    public void Rule_for_Basic_Ingest_alone_needs_no_filter() => Assert.Null(IotSqlParser.Parse("SELECT *").Filter);
}
