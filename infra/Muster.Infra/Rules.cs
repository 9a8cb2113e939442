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
    private readonly Names _names;
    private readonly Role _errorRole;
    private readonly List<string> _made = [];
    private readonly List<(string Rule, string ActionType)> _watched = [];

    /// <summary>A rule for each of <see cref="FleetRules.BuiltIn"/>, one more for the function that is compared, and those of the configuration.</summary>
    public Rules(Construct scope, string id, StackSettings settings, Functions functions)
        : base(scope, id)
    {
        _names = settings.Names;
        Errors = FailureQueue.Create(this, "Errors", _names.Of("rule-errors"));
        _errorRole = ErrorRole();
        foreach (var rule in FleetRules.BuiltIn)
        {
            Add(rule, functions, $"Muster: to {rule.Function}");
        }

        if (settings.Jit is not null)
        {
            var compared = FleetRules.BuiltIn.First(r => r.Function == UpdateStatus.Name);
            var name = $"{compared.Name}_jit";
            Add(new Rule(name, compared.Sql, StackSettings.JitFunction), functions, $"Muster: to {StackSettings.JitFunction}");
        }

        foreach (var rule in settings.Config?.Rules ?? [])
        {
            Add(rule, functions, rule.Description ?? $"Muster: {rule.Name}, of the configuration");
        }
    }

    /// <summary>Messages that a rule could not hand to its function.</summary>
    public Queue Errors { get; }

    /// <summary>The names of the rules, as the list has them.</summary>
    public IReadOnlyList<string> Made => _made;

    /// <summary>The name of the rule that calls this function.</summary>
    public string NameOf(string function) => _names.Rule(FleetRules.BuiltIn.First(r => r.Function == function).Name);

    /// <summary>The rules and the kinds of their actions, as CloudWatch counts them.</summary>
    public IReadOnlyList<(string Rule, string ActionType)> Watched => _watched;

    private void Add(Rule rule, Functions functions, string description)
    {
        var name = _names.Rule(rule.Name);
        var actions = new RuleActions(this, $"{Names.Id(rule.Name)}Actions", rule, name, functions);
        var topicRule = new CfnTopicRule(this, Names.Id(rule.Name), new CfnTopicRuleProps
        {
            RuleName = name,
            TopicRulePayload = new CfnTopicRule.TopicRulePayloadProperty
            {
                Description = description,
                Sql = rule.Sql,
                AwsIotSqlVersion = rule.SqlVersion.ToName(),
                RuleDisabled = false,
                Actions = actions.Actions.ToArray<object>(),
                ErrorAction = actions.ErrorAction ?? new CfnTopicRule.ActionProperty
                {
                    Sqs = new CfnTopicRule.SqsActionProperty { QueueUrl = Errors.QueueUrl, RoleArn = _errorRole.RoleArn, UseBase64 = false },
                },
            },
        });
        foreach (var function in actions.Called)
        {
            function.Lambda.AddPermission($"Rule{Names.Id(rule.Name)}", new Permission
            {
                Principal = new ServicePrincipal("iot.amazonaws.com"),
                SourceArn = topicRule.AttrArn,
                SourceAccount = Stack.Of(this).Account,
            });
        }

        _made.Add(rule.Name);
        _watched.AddRange(rule.AllActions.Select(a => a is FunctionAction ? "Lambda" : "Republish").Distinct().Select(type => (rule.Name, type)));
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
