using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Sql;

namespace Muster.Tests.Rules;

/// <summary>What is wrong with a rule's SQL, at which line and column.</summary>
public sealed class IotSqlErrorTests
{
    public static TheoryData<string, int, int, string> Mistakes { get; } = new()
    {
        { "", 1, 1, "expected SELECT, found the end" },
        { " \n ", 2, 2, "expected SELECT, found the end" },
        { "DELETE FROM 'a'", 1, 1, "expected SELECT, found DELETE" },
        { "SELCT * FROM 'a'", 1, 1, "expected SELECT, found SELCT; did you mean SELECT?" },
        { "'SELECT' * FROM 'a'", 1, 1, "expected SELECT, found 'SELECT'" },
        { "SELECT", 1, 7, "expected an expression, found the end" },
        { "SELECT FROM 'a'", 1, 8, "expected an expression, found FROM" },
        { "SELECT 1 FROM 'a'", 1, 8, "this expression has no name of its own; give it one with AS" },
        { "SELECT a, b + 1 FROM 'a'", 1, 11, "give it one with AS" },
        { "SELECT a + 1 x FROM 'a'", 1, 14, "expected AS, found x" },
        { "SELECT *, FROM 'a'", 1, 11, "expected an expression, found FROM" },
        { "SELECT topic(2 AS t FROM 'a'", 1, 16, "expected a comma or ), found AS" },
        { "SELECT topic(-1) AS t FROM 'a'", 1, 14, "counted from 1, not -1" },
        { "SELECT topic(0) AS t FROM 'a'", 1, 14, "counted from 1, not 0" },
        { "SELECT topic(1, 2) AS t FROM 'a'", 1, 17, "topic() takes 0 to 1 arguments, not 2" },
        { "SELECT topic(2) AS 't' FROM 'a'", 1, 20, "expected an alias, found 't'" },
        { "SELECT topic(2) AS t. FROM 'a'", 1, 28, "FROM, WHERE or the end, found 'a'" },
        { "SELECT topic(2) AS", 1, 19, "expected an alias, found the end" },
        { "SELECT VALUE a, b FROM 'a'", 1, 8, "SELECT VALUE has one item, without an alias" },
        { "SELECT VALUE a AS b FROM 'a'", 1, 8, "SELECT VALUE has one item, without an alias" },
        { "SELECT * FROM", 1, 14, "expected a topic filter in quotes, found the end" },
        { "SELECT * FROM robots", 1, 15, "expected a topic filter in quotes, found robots" },
        { "SELECT * FORM 'a'", 1, 10, "expected FROM, WHERE or the end, found FORM; did you mean FROM?" },
        { "SELECT * FROM 'a", 1, 15, "no closing '" },
        { "SELECT * FROM \"a'", 1, 15, "no closing \"" },
        { "SELECT * FROM ''", 1, 15, "at least one character" },
        { "SELECT * FROM 'a/#/b'", 1, 15, "'#' stands alone, as the last level" },
        { "SELECT * FROM 'a/b+'", 1, 15, "'+' stands alone in its level" },
        { "SELECT * FROM 'a' 'b'", 1, 19, "expected WHERE or the end, found 'b'" },
        { "SELECT * FROM 'a';", 1, 18, "expected WHERE or the end, found ;" },
        { "SELECT *\nFROM 'a'\n  LIMIT 1", 3, 3, "expected WHERE or the end, found LIMIT" },
        { "SELECT * FROM 'a' WERE x", 1, 19, "expected WHERE or the end, found WERE; did you mean WHERE?" },
        { "SELECT * FROM 'a' WHERE", 1, 24, "expected an expression, found the end" },
        { "SELECT * FROM 'a' WHERE a = ", 1, 29, "expected an expression, found the end" },
        { "SELECT * FROM 'a' WHERE a = 1 ADN b = 2", 1, 31, "expected the end, found ADN; did you mean AND?" },
        { "SELECT *,\r\n  topic(2) ÄS t\r\nFROM 'a'", 2, 12, "expected FROM, WHERE or the end, found Ä" },
        { "SELECT CASE a ELSE 1 END AS b FROM 'a'", 1, 15, "expected WHEN, found ELSE" },
        { "SELECT CASE a WHEN 1 2 END AS b FROM 'a'", 1, 22, "expected THEN, found 2" },
        { "SELECT CASE a WHEN 1 THEN 2 AS b FROM 'a'", 1, 29, "expected WHEN, ELSE or END, found AS" },
        { "SELECT [1, 2 AS a FROM 'a'", 1, 14, "expected a comma or ], found AS" },
        { "SELECT {'a' 1} AS a FROM 'a'", 1, 13, "expected :, found 1" },
        { "SELECT {a: 1} AS a FROM 'a'", 1, 9, "expected a member's name in quotes, found a" },
        { "SELECT (a AS b FROM 'a'", 1, 11, "expected ), found AS" },
        { "SELECT a.'b' AS c FROM 'a'", 1, 10, "is taken with get(object, 'name')" },
        { "SELECT a.2 AS c FROM 'a'", 1, 10, "expected a member's name" },
        { "SELECT (SELECT b) AS c FROM 'a'", 1, 17, "expected FROM, found )" },
        { "SELECT (SELECT b FROM c AS 'd') AS e FROM 'a'", 1, 28, "expected a name for the element, found 'd'" },
        { "SELECT 1e1000 AS a FROM 'a'", 1, 8, "the number 1e1000 is out of range" },
        { "SET x = 1 SELECT * FROM 'a'", 1, 5, "expected a variable, such as @limit, found x" },
        { "SET @x = 1 @y = 2 SELECT * FROM 'a'", 1, 12, "expected a comma or SELECT, found @y" },
        { "SET @x = 1, @x = 2 SELECT * FROM 'a'", 1, 13, "@x is set twice" },
        { "SET @x = @x SELECT * FROM 'a'", 1, 10, "@x is not set" },
        { "SET @limit = 1 SELECT * FROM 'a' WHERE a > @limt", 1, 44, "@limt is not set; did you mean @limit?" },
        { "SELECT @ FROM 'a'", 1, 8, "a variable's name follows its @ at once" },
    };

    public static TheoryData<string, int, int, string> Unsupported { get; } = new()
    {
        { "SELECT *, rnd() AS id FROM 'a'", 1, 11, "there is no function rnd; did you mean rand?" },
        { "SELECT *,\n  Topics(2) AS t FROM 'a'", 2, 3, "there is no function Topics; did you mean topic?" },
        { "SELECT clientid(1) AS c FROM 'a'", 1, 8, "clientid() takes no argument" },
        { "SELECT newuuid(1) AS c FROM 'a'", 1, 8, "newuuid() takes no argument" },
        { "SELECT upper() AS c FROM 'a'", 1, 8, "upper() takes one argument, not 0" },
        { "SELECT *, aws_lambda('arn', *) AS id FROM 'a'", 1, 11, "the function aws_lambda is not supported: " },
        { "SELECT * FROM 'a' -- all", 1, 19, "IoT SQL has no comments" },
        { "SELECT /* all */ * FROM 'a'", 1, 8, "IoT SQL has no comments" },
        { "SELECT * FROM 'a' WHERE a != 1", 1, 27, "IoT SQL has no !=; write <>" },
        { "SELECT * FROM 'a' WHERE a == 1", 1, 27, "IoT SQL has no ==; write =" },
        { "SELECT a || b AS c FROM 'a'", 1, 10, "IoT SQL has no ||; write + or OR" },
        { "SELECT a[0] AS b FROM 'a'", 1, 9, "takes an item of an array with get(array, index), counted from 0" },
        { "SELECT * FROM 'a' WHERE a NOT IN b", 1, 27, "NOT stands before its condition: NOT (a IN b)" },
        { "SELECT * FROM 'a' WHERE a IN (1, 2)", 1, 32, "a list is written in square brackets" },
        { "SELECT CASE WHEN a THEN 1 END AS b FROM 'a'", 1, 13, "write CASE true WHEN condition THEN" },
        { "SELECT * + 1 AS a FROM 'a'", 1, 10, "expected FROM, WHERE or the end, found +" },
        { "SELECT 1 + * AS a FROM 'a'", 1, 12, "* stands alone" },
    };

    public static TheoryData<string, int, string> FirstDialect { get; } = new()
    {
        { "SELECT [a, b] AS c FROM 'a'", 8, "a list in square brackets needs the dialect 2016-03-23; this rule states 2015-10-08" },
        { "SELECT {'a': 1} AS c FROM 'a'", 8, "an object in braces needs the dialect 2016-03-23" },
        { "SELECT (SELECT a FROM b) AS c FROM 'a'", 9, "a nested SELECT needs the dialect 2016-03-23" },
        { "SELECT isUndefined(a) AS c FROM 'a'", 8, "isUndefined needs the dialect 2016-03-23" },
    };

    [Theory]
    [MemberData(nameof(FirstDialect))]
    public void What_only_the_second_dialect_has_is_refused_in_the_first(string sql, int column, string words)
    {
        var e = Assert.Throws<IotSqlException>(() => IotSqlParser.Parse(sql, SqlVersion.V20151008));

        Assert.Equal((1, column), (e.Line, e.Column));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.NotNull(IotSqlParser.Parse(sql));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    [MemberData(nameof(Unsupported))]
    public void Mistake_is_told_with_its_place(string sql, int line, int column, string words)
    {
        var e = Assert.Throws<IotSqlException>(() => IotSqlParser.Parse(sql));

        Assert.Equal((line, column), (e.Line, e.Column));
        Assert.StartsWith($"line {line}, column {column}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }
}
