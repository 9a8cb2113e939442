using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

/// <summary>What is wrong with a rule's SQL, at which line and column.</summary>
public sealed class IotSqlErrorTests
{
    public static TheoryData<string, int, int, string> Mistakes { get; } = new()
    {
        { "", 1, 1, "expected SELECT, found the end" },
        { " \n ", 2, 2, "expected SELECT, found the end" },
        { "DELETE FROM 'a'", 1, 1, "expected SELECT, found DELETE" },
        { "'SELECT' * FROM 'a'", 1, 1, "expected SELECT, found 'SELECT'" },
        { "SELECT", 1, 7, "expected *, topic(n), timestamp(), clientid(), newuuid() or get_mqtt_property(name), found the end" },
        { "SELECT FROM 'a'", 1, 13, "expected (, found 'a'" },
        { "SELECT 1 FROM 'a'", 1, 8, "expected *, topic(n), timestamp(), clientid(), newuuid() or get_mqtt_property(name), found 1" },
        { "SELECT *, FROM 'a'", 1, 16, "expected (, found 'a'" },
        { "SELECT battery AS b FROM 'a'", 1, 16, "expected (, found AS" },
        { "SELECT topic(2 AS t FROM 'a'", 1, 16, "expected ), found AS" },
        { "SELECT topic(x) AS t FROM 'a'", 1, 14, "expected ), found x" },
        { "SELECT topic(-1) AS t FROM 'a'", 1, 14, "expected ), found -" },
        { "SELECT topic(1, 2) AS t FROM 'a'", 1, 15, "expected ), found ," },
        { "SELECT topic(0) AS t FROM 'a'", 1, 14, "counted from 1, not 0" },
        { "SELECT topic(99999999999) AS t FROM 'a'", 1, 14, "99999999999" },
        { "SELECT topic(2) FROM 'a'", 1, 17, "expected AS, found FROM" },
        { "SELECT topic(2) AS 't' FROM 'a'", 1, 20, "expected an alias, found 't'" },
        { "SELECT topic(2) AS", 1, 19, "expected an alias, found the end" },
        { "SELECT * AS all FROM 'a'", 1, 10, "expected FROM, found AS" },
        { "SELECT *", 1, 9, "expected FROM, found the end" },
        { "SELECT * FROM", 1, 14, "expected a topic filter in quotes, found the end" },
        { "SELECT * FROM robots", 1, 15, "expected a topic filter in quotes, found robots" },
        { "SELECT * FROM 'a", 1, 15, "no closing '" },
        { "SELECT * FROM \"a'", 1, 15, "no closing \"" },
        { "SELECT * FROM ''", 1, 15, "at least one character" },
        { "SELECT * FROM 'a/#/b'", 1, 15, "'#' stands alone, as the last level" },
        { "SELECT * FROM 'a/b+'", 1, 15, "'+' stands alone in its level" },
        { "SELECT * FROM 'a' 'b'", 1, 19, "expected the end, found 'b'" },
        { "SELECT * FROM 'a';", 1, 18, "expected the end, found ;" },
        { "SELECT *\nFROM 'a'\n  LIMIT 1", 3, 3, "expected the end, found LIMIT" },
        { "SELECT *,\r\n  topic(2) ÄS t\r\nFROM 'a'", 2, 12, "expected AS, found Ä" },
    };

    public static TheoryData<string, int, int, string> Unsupported { get; } = new()
    {
        { "SELECT * FROM 'a' WHERE battery < 20", 1, 19, "WHERE is not supported yet" },
        { "SELECT *\nFROM 'a'\nwhere x", 3, 1, "WHERE is not supported yet" },
        { "SELECT *, rand() AS id FROM 'a'", 1, 11, "the function rand is not supported yet; supported are topic(n), timestamp(), clientid(), newuuid() and get_mqtt_property(name)" },
        { "SELECT *,\n  Topics(2) AS t FROM 'a'", 2, 3, "the function Topics is not supported yet" },
        { "SELECT timestamp(1) AS t FROM 'a'", 1, 8, "timestamp() takes no argument" },
        { "SELECT clientid(1) AS c FROM 'a'", 1, 8, "clientid() takes no argument" },
        { "SELECT newuuid(1) AS c FROM 'a'", 1, 8, "newuuid() takes no argument" },
    };

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
