using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

public sealed class CompiledRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly MessageContext Context = new(new TopicName("robots/r1/status"), "client-1", Noon);

    [Theory]
    [InlineData("topic(1)", "robots")]
    [InlineData("topic(2)", "r1")]
    [InlineData("topic(3)", "status")]
    [InlineData("topic(4)", null)]
    [InlineData("topic()", "robots/r1/status")]
    [InlineData("clientid()", "client-1")]
    [InlineData("timestamp()", null)]
    [InlineData("newuuid()", null)]
    public void Text_of_a_column_is_what_the_message_came_with(string expression, string? text) =>
        Assert.Equal(text, Compile($"SELECT *, {expression} AS c FROM '#'").Text("c", Context));

    [Fact]
    public void Time_of_a_column_is_when_the_message_was_received() =>
        Assert.Equal(Noon, Compile("SELECT *, timestamp() AS t FROM '#'").Time("t", Context));

    [Fact]
    public void Column_that_is_no_time_has_none() =>
        Assert.Null(Compile("SELECT *, topic(2) AS t FROM '#'").Time("t", Context));

    [Theory]
    [InlineData("d")]
    [InlineData("C")]
    [InlineData("")]
    public void Column_that_the_rule_does_not_have_is_none(string alias)
    {
        var rule = Compile("SELECT *, topic(2) AS c, timestamp() AS t FROM '#'");

        Assert.Null(rule.Text(alias, Context));
        Assert.Null(rule.Time(alias, Context));
    }

    [Fact]
    public void Message_of_the_fleet_itself_has_no_client_id() =>
        Assert.Null(Compile("SELECT *, clientid() AS c FROM '#'").Text("c", Context with { ClientId = null }));

    [Fact]
    public void Empty_level_is_an_empty_text() =>
        Assert.Equal("", Compile("SELECT *, topic(2) AS c FROM '#'").Text("c", Context with { Topic = new TopicName("robots//status") }));

    [Theory]
    [InlineData("SELECT * FROM 'a'", true, true)]
    [InlineData("SELECT *, topic(2) AS a, timestamp() AS b, clientid() AS c, newuuid() AS d FROM 'a'", false, true)]
    [InlineData("SELECT * FROM 'a' WHERE b", false, false)]
    [InlineData("SELECT *, b AS c FROM 'a'", false, false)]
    [InlineData("SELECT *, topic(2) AS a.b FROM 'a'", false, false)]
    [InlineData("SELECT b FROM 'a'", false, false)]
    [InlineData("SELECT * AS b FROM 'a'", false, false)]
    [InlineData("SELECT VALUE * FROM 'a'", false, false)]
    public void Rule_says_what_it_leaves_of_the_payload(string sql, bool isPassThrough, bool keepsPayload)
    {
        var rule = Compile(sql);

        Assert.Equal((isPassThrough, keepsPayload), (rule.IsPassThrough, rule.KeepsPayload));
    }

    [Fact]
    public void Rule_keeps_its_filter() => Assert.Equal("a/+", Compile("SELECT * FROM 'a/+'").Filter);

    private static CompiledRule Compile(string sql) => CompiledRule.Compile(new Rule("test", sql, "update-status"));
}
