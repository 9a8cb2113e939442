using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Rules;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class RuleProblemTests
{
    [Fact]
    public void Mistake_in_SQL_names_the_place_in_the_file_and_in_the_SQL()
    {
        var problem = Assert.Single(Problems("{ \"rules\": {\n  " + Rule("a", "SELECT name\\nFRM 'a'", File("a.jsonl")) + "\n} }"));

        Assert.Equal(("$.rules.a.sql", 2), (problem.Path, problem.Line));
        Assert.Contains("in the SQL, line 2, column 1: ", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_rule_is_said()
    {
        var text = $$"""
            { "rules": {
              {{Rule("a", "SELECT nobody(x) FROM 'a'", File("a.jsonl"))}},
              {{Rule("b", "SELECT * FROM 'a'", $"{Republish("x/${topic(}")}, {Republish("x/${")}", Republish("fleet/x"))}}
            } }
            """;
        var problems = Problems(text);

        Assert.Equal(["$.rules.a.sql", "$.rules.b.actions[0].republish.topic", "$.rules.b.actions[1].republish.topic", "$.rules.b.errorAction.republish.topic"], problems.Select(p => p.Path));
        Assert.Contains("nobody", problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("in the topic, line 1, column ", problems[1].Reason, StringComparison.Ordinal);
        Assert.Contains("fleet/ are what the fleet says", problems[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_that_would_never_hear_anything_is_refused() =>
        Assert.Contains("what clients publish", Assert.Single(Problems("{ \"rules\": { " + Rule("a", "SELECT * FROM 'fleet/alerts/+'", File("a.jsonl")) + " } }")).Reason, StringComparison.Ordinal);

    [Fact]
    public void Reader_without_the_language_takes_what_it_can_not_judge() =>
        Assert.Empty(FleetConfigurationReader.Read(Encoding.UTF8.GetBytes("{ \"rules\": { " + Rule("a", "SELEKT", File("a.jsonl")) + " } }"), _ => null).Problems);

    [Fact]
    public void Rule_that_is_off_is_compiled_and_takes_nothing()
    {
        var off = new Rule("off", "SELECT * FROM 'a'", "f") { Enabled = false };
        var set = RuleSet.With([off]);

        Assert.Empty(set.Match("a"));
        Assert.Null(set.Find("off"));
        Assert.Contains(set.All, r => r.Rule == off);
        Assert.Throws<IotSqlException>(() => RuleSet.With([off with { Sql = "SELECT" }]));
    }

    [Fact]
    public void Names_are_taken_once()
    {
        Assert.Throws<ArgumentException>(() => RuleSet.With([new Rule("presence", "SELECT * FROM 'a'", "f")]));
        Assert.Throws<ArgumentException>(() => RuleSet.With([new Rule("a", "SELECT * FROM 'a'", "f"), new Rule("a", "SELECT * FROM 'b'", "f")]));
    }

    [Fact]
    public void Rules_are_read_whole()
    {
        var rule = Assert.Single(Read("""
            "hot": {
              "sql": "SELECT * FROM 'a'", "sqlVersion": "2015-10-08", "description": "what for", "enabled": false,
              "actions": [{ "republish": { "topic": "b/${topic()}", "qos": 1, "retain": true } }, { "function": "presence" }, { "webhook": { "url": "https://example.com/x" } }],
              "errorAction": { "file": { "path": "e.jsonl" } }
            }
            """).Rules);

        Assert.Equal(("hot", "SELECT * FROM 'a'", SqlVersion.V20151008, "what for", false), (rule.Name, rule.Sql, rule.SqlVersion, rule.Description, rule.Enabled));
        Assert.Equal(
            [new RepublishAction("b/${topic()}") { QualityOfService = 1, Retain = true }, new FunctionAction("presence"), new WebhookAction(new Uri("https://example.com/x"))],
            rule.Actions);
        Assert.Equal(new FileAction("e.jsonl"), rule.ErrorAction);
    }

    private static IReadOnlyList<ConfigurationProblem> Problems(string text) =>
        FleetConfigurationReader.Read(Encoding.UTF8.GetBytes(text), _ => null, RuleCheck.Find).Problems;
}
