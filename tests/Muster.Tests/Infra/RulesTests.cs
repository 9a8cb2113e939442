using Amazon.CDK.Assertions;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;

namespace Muster.Tests.Infra;

[Collection(StackCollection.Name)]
public sealed class RulesTests(StackFixture stacks)
{
    [Fact]
    public void Every_rule_of_the_list_is_made_word_for_word()
    {
        foreach (var rule in FleetRules.BuiltIn)
        {
            var function = stacks.Dev.Id("AWS::Lambda::Function", "FunctionName", $"muster-dev-{rule.Function}");
            stacks.Dev.Template.HasResourceProperties("AWS::IoT::TopicRule", new Dictionary<string, object>
            {
                ["RuleName"] = $"muster_dev_{rule.Name}",
                ["TopicRulePayload"] = new Dictionary<string, object>
                {
                    ["Sql"] = rule.Sql,
                    ["AwsIotSqlVersion"] = "2016-03-23",
                    ["RuleDisabled"] = false,
                    ["Actions"] = new object[] { new Dictionary<string, object> { ["Lambda"] = new Dictionary<string, object> { ["FunctionArn"] = Arn(function) } } },
                },
            });
        }

        stacks.Dev.Template.ResourceCountIs("AWS::IoT::TopicRule", FleetRules.BuiltIn.Count);
    }

    [Fact]
    public void Names_of_rules_are_of_the_letters_that_AWS_takes() =>
        Assert.All(stacks.Full.Texts("AWS::IoT::TopicRule", "RuleName"), name => Assert.Matches("^[a-zA-Z0-9_]{1,128}$", name));

    [Fact]
    public void Handler_of_every_function_is_one_that_the_bootstrap_knows()
    {
        var known = FunctionTable.Create(null!, null!, new Notify(null!, null!, null, null!)).Keys;
        var handlers = stacks.Full.Of("AWS::Lambda::Function").Where(f => f.Properties.GetProperty("FunctionName").GetString() != "muster-full-api")
            .Select(f => f.Properties.GetProperty("Handler").GetString()!).ToList();

        Assert.All(FleetRules.BuiltIn, rule => Assert.Contains(rule.Function, known));
        Assert.Equal(known.Order(), handlers.Distinct().Order());
    }

    [Fact]
    public void Only_its_own_rule_in_its_own_account_may_call_a_function()
    {
        foreach (var rule in FleetRules.BuiltIn)
        {
            stacks.Dev.Template.HasResourceProperties("AWS::Lambda::Permission", new Dictionary<string, object>
            {
                ["Action"] = "lambda:InvokeFunction",
                ["FunctionName"] = Arn(stacks.Dev.Id("AWS::Lambda::Function", "FunctionName", $"muster-dev-{rule.Function}")),
                ["Principal"] = "iot.amazonaws.com",
                ["SourceAccount"] = new Dictionary<string, object> { ["Ref"] = "AWS::AccountId" },
                ["SourceArn"] = Arn(stacks.Dev.Id("AWS::IoT::TopicRule", "RuleName", $"muster_dev_{rule.Name}")),
            });
        }

        Assert.All(stacks.Full.Of("AWS::Lambda::Permission"), p => Assert.True(p.Properties.TryGetProperty("SourceArn", out _), $"{p.Id} is for anyone"));
    }

    [Fact]
    public void What_a_rule_can_not_hand_over_is_queued()
    {
        var queue = stacks.Dev.Id("AWS::SQS::Queue", "QueueName", "muster-dev-rule-errors");
        stacks.Dev.Template.AllResourcesProperties("AWS::IoT::TopicRule", new Dictionary<string, object>
        {
            ["TopicRulePayload"] = Match.ObjectLike(new Dictionary<string, object>
            {
                ["ErrorAction"] = new Dictionary<string, object>
                {
                    ["Sqs"] = new Dictionary<string, object> { ["QueueUrl"] = new Dictionary<string, object> { ["Ref"] = queue }, ["RoleArn"] = Match.AnyValue(), ["UseBase64"] = false },
                },
            }),
        });
        stacks.Dev.Template.HasResourceProperties("AWS::IAM::Role", new Dictionary<string, object>
        {
            ["AssumeRolePolicyDocument"] = Match.ObjectLike(new Dictionary<string, object>
            {
                ["Statement"] = new object[]
                {
                    Match.ObjectLike(new Dictionary<string, object>
                    {
                        ["Principal"] = new Dictionary<string, object> { ["Service"] = "iot.amazonaws.com" },
                        ["Condition"] = Match.ObjectLike(new Dictionary<string, object> { ["StringEquals"] = Match.AnyValue(), ["ArnLike"] = Match.AnyValue() }),
                    }),
                },
            }),
        });
    }

    [Fact]
    public void Compared_function_has_a_rule_of_its_own_on_the_same_topics()
    {
        var sql = FleetRules.BuiltIn.Single(r => r.Function == UpdateStatus.Name).Sql;
        var rules = stacks.Full.Of("AWS::IoT::TopicRule").Where(r => r.Properties.GetProperty("TopicRulePayload").GetProperty("Sql").GetString() == sql).ToList();

        Assert.Equal(["muster_full_update_status", "muster_full_update_status_jit"], rules.Select(r => r.Properties.GetProperty("RuleName").GetString()).Order());
        Assert.Equal("dotnet10", stacks.Full.Function("muster-full-update-status-jit").GetProperty("Runtime").GetString());
        Assert.Equal("update-status", stacks.Full.Function("muster-full-update-status-jit").GetProperty("Handler").GetString());
        Assert.DoesNotContain("muster-dev-update-status-jit", stacks.Dev.Texts("AWS::Lambda::Function", "FunctionName"));
    }

    private static Dictionary<string, object> Arn(string id) => new() { ["Fn::GetAtt"] = new object[] { id, "Arn" } };
}
