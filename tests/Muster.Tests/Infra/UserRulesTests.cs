using System.Text.Json;
using Muster.Infra;
using Muster.Infra.Settings;
using Muster.Tests.Processes;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class UserRulesTests(StackFixture stacks)
{
    [Fact]
    public void Rule_of_the_configuration_is_made_word_for_word()
    {
        var rule = Rule("muster_full_hot_robot");

        Assert.Equal("SELECT name, battery FROM 'robots/+/status' WHERE battery < 15", rule.GetProperty("Sql").GetString());
        Assert.Equal(("2016-03-23", "Robots that need charging", false), (rule.GetProperty("AwsIotSqlVersion").GetString(), rule.GetProperty("Description").GetString(), rule.GetProperty("RuleDisabled").GetBoolean()));
        var actions = rule.GetProperty("Actions");
        Assert.Equal(3, actions.GetArrayLength());
        Assert.Equal(("warnings/${topic(2)}", 1), (actions[0].GetProperty("Republish").GetProperty("Topic").GetString(), actions[0].GetProperty("Republish").GetProperty("Qos").GetInt32()));
        Assert.Equal(FunctionId("update-status"), actions[1].GetProperty("Lambda").GetProperty("FunctionArn").GetProperty("Fn::GetAtt")[0].GetString());
        Assert.Equal(FunctionId("presence"), rule.GetProperty("ErrorAction").GetProperty("Lambda").GetProperty("FunctionArn").GetProperty("Fn::GetAtt")[0].GetString());
        Assert.Equal("2015-10-08", Rule("muster_full_old").GetProperty("AwsIotSqlVersion").GetString());
        Assert.True(Rule("muster_full_old").GetProperty("ErrorAction").TryGetProperty("Sqs", out _));
    }

    [Fact]
    public void Rule_that_is_off_is_not_made() => Assert.DoesNotContain("muster_full_off", stacks.Full.Texts("AWS::IoT::TopicRule", "RuleName"));

    [Fact]
    public void Rule_may_publish_on_its_own_topics_alone_and_nobody_else_with_its_role()
    {
        var (statements, trust) = RoleOf(Rule("muster_full_hot_robot").GetProperty("Actions")[0].GetProperty("Republish"));

        var statement = Assert.Single(statements);
        Assert.Equal("iot:Publish", statement.GetProperty("Action").GetString());
        var resources = statement.GetProperty("Resource").EnumerateArray().Select(r => r.GetRawText()).ToList();
        Assert.Equal(2, resources.Count);
        Assert.Contains(resources, r => r.Contains(":topic/warnings/*\"", StringComparison.Ordinal));
        Assert.Contains(resources, r => r.Contains(":topic/low\"", StringComparison.Ordinal));
        Assert.Contains(":rule/muster_full_hot_robot\"", trust, StringComparison.Ordinal);
        Assert.Contains("aws:SourceAccount", trust, StringComparison.Ordinal);
    }

    [Fact]
    public void Topic_that_a_message_decides_never_reaches_what_is_reserved()
    {
        var (statements, _) = RoleOf(Rule("muster_full_old").GetProperty("Actions")[0].GetProperty("Republish"));

        Assert.Contains(":topic/*/new", statements.Single(s => s.GetProperty("Effect").GetString() == "Allow").GetRawText(), StringComparison.Ordinal);
        var denied = statements.Single(s => s.GetProperty("Effect").GetString() == "Deny").GetRawText();
        Assert.Contains(":topic/fleet/*", denied, StringComparison.Ordinal);
        Assert.Contains(":topic/$aws/*", denied, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_of_a_rule_may_be_called_by_it()
    {
        var rule = stacks.Full.Id("AWS::IoT::TopicRule", "RuleName", "muster_full_hot_robot");
        var called = stacks.Full.Of("AWS::Lambda::Permission").Where(p => p.Properties.GetProperty("SourceArn").GetRawText().Contains($"\"{rule}\"", StringComparison.Ordinal))
            .Select(p => p.Properties.GetProperty("FunctionName").GetProperty("Fn::GetAtt")[0].GetString());

        Assert.Equal(new[] { FunctionId("update-status"), FunctionId("presence") }.Order(), called.Order());
    }

    [Fact]
    public void Failures_of_each_kind_of_action_are_watched()
    {
        var alarms = stacks.Full.Texts("AWS::CloudWatch::Alarm", "AlarmName").ToList();

        Assert.Contains("muster-full-rule-hot_robot-failures", alarms);
        Assert.Contains("muster-full-rule-hot_robot-republish-failures", alarms);
        Assert.DoesNotContain("muster-full-rule-old-failures", alarms);
    }

    [Theory]
    [InlineData("""{ "webhook": { "url": "https://example.com/secret" } }""", "the webhook to https://example.com can't be made on AWS", "call a function that posts")]
    [InlineData("""{ "file": { "path": "a.jsonl" } }""", "the file a.jsonl can't be made on AWS", "writes to S3")]
    [InlineData("""{ "republish": { "topic": "a", "retain": true } }""", "can't be retained on AWS", "leave \"retain\" out")]
    public void What_can_not_be_made_is_an_error_with_its_reason_and_what_to_do(string action, string reason, string advice)
    {
        using var folder = new TempFolder();
        var path = folder.Write("fleet.json", $$"""{ "rules": { "mine": { "sql": "SELECT * FROM 'a'", "actions": [{{action}}] } } }""");

        var error = Assert.Throws<SettingsException>(() => FleetFile.Read(path));

        Assert.StartsWith($"{path}, rule mine: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"secretVariable\": \"MINE\"", false)]
    [InlineData("\"secret\": \"whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\"", true)]
    public void Secrets_of_rules_in_plain_text_are_noticed(string secret, bool isPlain)
    {
        using var folder = new TempFolder();
        var path = folder.Write("fleet.json", $$"""{ "rules": { "mine": { "sql": "SELECT * FROM 'a'", "enabled": false, "actions": [{ "webhook": { "url": "https://example.com", {{secret}} } }] } } }""");

        Assert.Equal(isPlain, FleetFile.Read(path).HoldsSecrets);
    }

    [Fact]
    public void Mistake_in_SQL_is_an_error()
    {
        using var folder = new TempFolder();
        var path = folder.Write("fleet.json", """{ "rules": { "mine": { "sql": "SELECT * FORM 'a'", "actions": [{ "function": "presence" }] } } }""");

        Assert.Contains("$.rules.mine.sql: in the SQL, line 1, column 10", Assert.Throws<SettingsException>(() => FleetFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_stack_can_not_tell_apart_are_an_error()
    {
        using var folder = new TempFolder();
        var path = folder.Write("fleet.json", """{ "rules": { "updateStatus": { "sql": "SELECT * FROM 'a'", "actions": [{ "function": "presence" }] } } }""");

        Assert.Contains("updateStatus and update_status", Assert.Throws<SettingsException>(() => FleetFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("a/${topic(2)}/c/${get(*, '}')}", "a/*/c/*")]
    [InlineData("${a}${b}", "**")]
    public void Expressions_may_be_anything_in_a_policy(string topic, string pattern) => Assert.Equal(pattern, RuleActions.Pattern(topic));

    private JsonElement Rule(string name) =>
        stacks.Full.Of("AWS::IoT::TopicRule").Single(r => r.Properties.GetProperty("RuleName").GetString() == name).Properties.GetProperty("TopicRulePayload");

    private string FunctionId(string function) => stacks.Full.Id("AWS::Lambda::Function", "FunctionName", $"muster-full-{function}");

    private (IReadOnlyList<JsonElement> Statements, string Trust) RoleOf(JsonElement republish)
    {
        var role = republish.GetProperty("RoleArn").GetProperty("Fn::GetAtt")[0].GetString();
        var statements = stacks.Full.Of("AWS::IAM::Policy").Where(p => p.Properties.GetProperty("Roles").EnumerateArray().Any(r => r.GetProperty("Ref").GetString() == role))
            .SelectMany(p => p.Properties.GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray());
        return ([.. statements], stacks.Full.Of("AWS::IAM::Role").Single(r => r.Id == role).Properties.GetProperty("AssumeRolePolicyDocument").GetRawText());
    }
}
