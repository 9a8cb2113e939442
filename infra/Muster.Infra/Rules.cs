using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.IoT;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The rule list as AWS IoT rules, word for word. Presence events are published by AWS IoT Core for every client, so their rule is like any other.</summary>
internal sealed class Rules : Construct
{
    /// <summary>The dialect; rules without one get that of 2015.</summary>
    public const string SqlVersion = "2016-03-23";

    private readonly Names _names;
    private readonly Role _errorRole;
    private readonly List<string> _made = [];

    /// <summary>A rule for each of <see cref="FleetRules.BuiltIn"/>, and one more for the function that is compared.</summary>
    public Rules(Construct scope, string id, StackSettings settings, Functions functions)
        : base(scope, id)
    {
        _names = settings.Names;
        Errors = FailureQueue.Create(this, "Errors", _names.Of("rule-errors"));
        _errorRole = ErrorRole();
        foreach (var rule in FleetRules.BuiltIn)
        {
            Add(rule, functions.Find(rule.Function!));
        }

        if (settings.Jit is not null)
        {
            var compared = FleetRules.BuiltIn.First(r => r.Function == UpdateStatus.Name);
            Add(compared with { Name = $"{compared.Name}_jit" }, functions.Find(StackSettings.JitFunction));
        }
    }

    /// <summary>Messages that a rule could not hand to its function.</summary>
    public Queue Errors { get; }

    /// <summary>The names of the rules, as the list has them.</summary>
    public IReadOnlyList<string> Made => _made;

    /// <summary>The name of the rule that calls this function.</summary>
    public string NameOf(string function) => _names.Rule(FleetRules.BuiltIn.First(r => r.Function == function).Name);

    private void Add(Rule rule, CloudFunction function)
    {
        var topicRule = new CfnTopicRule(this, Names.Id(rule.Name), new CfnTopicRuleProps
        {
            RuleName = _names.Rule(rule.Name),
            TopicRulePayload = new CfnTopicRule.TopicRulePayloadProperty
            {
                Description = $"Muster: to {function.Settings.Name}",
                Sql = rule.Sql,
                AwsIotSqlVersion = SqlVersion,
                RuleDisabled = false,
                Actions = new object[]
                {
                    new CfnTopicRule.ActionProperty { Lambda = new CfnTopicRule.LambdaActionProperty { FunctionArn = function.Lambda.FunctionArn } },
                },
                ErrorAction = new CfnTopicRule.ActionProperty
                {
                    Sqs = new CfnTopicRule.SqsActionProperty { QueueUrl = Errors.QueueUrl, RoleArn = _errorRole.RoleArn, UseBase64 = false },
                },
            },
        });
        function.Lambda.AddPermission($"Rule{Names.Id(rule.Name)}", new Permission
        {
            Principal = new ServicePrincipal("iot.amazonaws.com"),
            SourceArn = topicRule.AttrArn,
            SourceAccount = Stack.Of(this).Account,
        });
        _made.Add(rule.Name);
    }

    /// <summary>What AWS IoT Core may do for these rules, and for no others.</summary>
    private Role ErrorRole()
    {
        var stack = Stack.Of(this);
        var own = stack.FormatArn(new ArnComponents { Service = "iot", Resource = "rule", ResourceName = _names.Rule("*") });
        var role = new Role(this, "ErrorRole", new RoleProps
        {
            Description = "Lets the rules queue what they could not hand over",
            AssumedBy = new ServicePrincipal("iot.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = stack.Account },
                    ["ArnLike"] = new Dictionary<string, object> { ["aws:SourceArn"] = own },
                },
            }),
        });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["sqs:SendMessage"], Resources = [Errors.QueueArn] }));
        return role;
    }
}
