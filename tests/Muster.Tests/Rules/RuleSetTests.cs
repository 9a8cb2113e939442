using Muster.Fleet.Rules;

namespace Muster.Tests.Rules;

public sealed class RuleSetTests
{
    [Theory]
    [InlineData("robots/r1/status", "update-status")]
    [InlineData("$aws/events/presence/connected/r1", "presence")]
    [InlineData("$aws/events/presence/disconnected/r1", "presence")]
    public void Built_in_rules_bring_each_message_to_its_function(string topic, string function) =>
        Assert.Equal([function], new RuleSet(FleetRules.BuiltIn).Match(topic).Select(r => r.Rule.Function));

    [Theory]
    [InlineData("robots/r1/rejected")]
    [InlineData("robots/r1/status/more")]
    [InlineData("robots/status")]
    [InlineData("fleet/robots/r1")]
    public void Other_topics_go_nowhere(string topic) => Assert.Empty(new RuleSet(FleetRules.BuiltIn).Match(topic));

    [Fact]
    public void Built_in_rule_names_the_robot_by_its_topic()
    {
        var context = new MessageContext(new TopicName("robots/r1/status"), "client-1", DateTimeOffset.UnixEpoch);
        var rule = Assert.Single(new RuleSet(FleetRules.BuiltIn).Match("robots/r1/status"));

        Assert.Equal("r1", rule.Text(FleetRules.TopicRobot, context));
        Assert.Equal(DateTimeOffset.UnixEpoch, rule.Time(FleetRules.ReceivedAt, context));
    }

    [Fact]
    public void Names_are_those_that_AWS_IoT_Core_allows() =>
        Assert.All(FleetRules.BuiltIn, r => Assert.Matches("^[A-Za-z0-9_]{1,128}$", r.Name));

    [Fact]
    public void Several_rules_may_listen_to_one_topic()
    {
        var rules = new RuleSet([new("one", "SELECT * FROM 'a/+'", "f"), new("two", "SELECT * FROM 'a/b'", "g"), new("three", "SELECT * FROM 'c'", "h")]);

        Assert.Equal(["f", "g"], rules.Match("a/b").Select(r => r.Rule.Function).Order());
    }

    [Fact]
    public void Mistake_names_the_rule_and_its_place_once()
    {
        var e = Assert.Throws<IotSqlException>(() => new RuleSet([new("good", "SELECT * FROM 'a'", "f"), new("bad", "SELECT *\nFROM 7", "f")]));

        Assert.Equal((2, 6), (e.Line, e.Column));
        Assert.Contains("rule bad", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message.IndexOf("line 2", StringComparison.Ordinal), e.Message.LastIndexOf("line 2", StringComparison.Ordinal));
    }
}
