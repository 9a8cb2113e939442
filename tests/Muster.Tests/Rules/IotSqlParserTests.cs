using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

public sealed class IotSqlParserTests
{
    [Fact]
    public void Built_in_rule_is_read_item_by_item()
    {
        var statement = IotSqlParser.Parse("SELECT *, topic(2) AS topicRobot, timestamp() AS receivedAt FROM 'robots/+/status'");

        Assert.Equal(
            [new SelectItem(new AllColumns(), null), new SelectItem(new TopicCall(2), "topicRobot"), new SelectItem(new TimestampCall(), "receivedAt")],
            statement.Items);
        Assert.Equal("robots/+/status", statement.Filter);
    }

    [Theory]
    [InlineData("SELECT * FROM 'a'")]
    [InlineData("select * from 'a'")]
    [InlineData("Select*From'a'")]
    [InlineData("  SELECT\t*\r\n  FROM\n'a'  ")]
    [InlineData("SELECT * FROM \"a\"")]
    public void Case_white_space_and_quotes_make_no_difference(string sql)
    {
        var statement = IotSqlParser.Parse(sql);

        Assert.Equal([new SelectItem(new AllColumns(), null)], statement.Items);
        Assert.Equal("a", statement.Filter);
    }

    [Theory]
    [InlineData("topic()", null)]
    [InlineData("TOPIC ( 1 )", 1)]
    [InlineData("Topic(12)", 12)]
    public void Topic_is_read_with_its_level(string call, int? level) =>
        Assert.Equal(new TopicCall(level), IotSqlParser.Parse($"SELECT {call} AS t FROM 'a'").Items[0].Expression);

    [Theory]
    [InlineData("clientid()")]
    [InlineData("ClientId ( )")]
    public void Client_id_is_read(string call) =>
        Assert.Equal(new SelectItem(new ClientIdCall(), "_id1"), IotSqlParser.Parse($"SELECT *, {call} as _id1 FROM 'a'").Items[1]);

    [Fact]
    public void Alias_keeps_its_case() =>
        Assert.Equal("topicRobot", IotSqlParser.Parse("select topic(2) as topicRobot from 'a'").Items[0].Alias);

    [Theory]
    [InlineData("$aws/events/presence/+/+")]
    [InlineData("#")]
    [InlineData("/")]
    [InlineData("it\"s/a name/ü")]
    public void Any_topic_filter_can_stand_in_quotes(string filter) =>
        Assert.Equal(filter, IotSqlParser.Parse($"SELECT * FROM '{filter}'").Filter);
}
