using System.Text.RegularExpressions;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.IoT;
using Constructs;
using Muster.Fleet.Rules;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The actions of one rule as AWS IoT Core has them.</summary>
internal sealed partial class RuleActions : Construct
{
    private static readonly string[] Reserved = ["fleet/*", "$aws/*"];

    private readonly Functions _functions;
    private readonly Role? _publisher;

    /// <summary>The actions of <paramref name="rule"/>.</summary>
    /// <param name="scope">Where they are.</param>
    /// <param name="id">Their id.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="name">Its name in AWS.</param>
    /// <param name="functions">The functions that it may call.</param>
    public RuleActions(Construct scope, string id, Rule rule, string name, Functions functions)
        : base(scope, id)
    {
        _functions = functions;
        var topics = rule.AllActions.OfType<RepublishAction>().Select(a => Pattern(a.Topic)).Distinct().ToList();
        _publisher = topics.Count == 0 ? null : Publisher(name, topics);
        Actions = [.. rule.Actions.Select(Make)];
        ErrorAction = rule.ErrorAction is { } error ? Make(error) : null;
        Called = [.. rule.AllActions.OfType<FunctionAction>().Select(a => functions.Find(a.Function)).Distinct()];
    }

    /// <summary>The actions.</summary>
    public IReadOnlyList<CfnTopicRule.ActionProperty> Actions { get; }

    /// <summary>The error action; none when the rule has none.</summary>
    public CfnTopicRule.ActionProperty? ErrorAction { get; }

    /// <summary>The functions that are called.</summary>
    public IReadOnlyList<CloudFunction> Called { get; }

    /// <summary>A topic as a policy names it: what is known with each message only may be anything.</summary>
    internal static string Pattern(string topic) => Expression().Replace(topic, "*");

    private CfnTopicRule.ActionProperty Make(RuleAction action) => action switch
    {
        FunctionAction function => new CfnTopicRule.ActionProperty
        {
            Lambda = new CfnTopicRule.LambdaActionProperty { FunctionArn = _functions.Find(function.Function).Lambda.FunctionArn },
        },
        RepublishAction republish => new CfnTopicRule.ActionProperty
        {
            Republish = new CfnTopicRule.RepublishActionProperty { Topic = republish.Topic, Qos = republish.QualityOfService, RoleArn = _publisher!.RoleArn },
        },
        _ => throw new SettingsException(CloudRules.WhyNot(action) ?? $"no action {action} can be made on AWS"),
    };

    /// <summary>What this rule may publish on, and nobody else with it.</summary>
    private Role Publisher(string name, IReadOnlyList<string> topics)
    {
        var stack = Stack.Of(this);
        var role = new Role(this, "Publisher", new RoleProps
        {
            Description = $"Lets the rule {name} republish",
            AssumedBy = new ServicePrincipal("iot.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = stack.Account },
                    ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = stack.FormatArn(new ArnComponents { Service = "iot", Resource = "rule", ResourceName = name }) },
                },
            }),
        });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["iot:Publish"],
            Resources = [.. topics.Select(topic => stack.FormatArn(new ArnComponents { Service = "iot", Resource = "topic", ResourceName = topic }))],
        }));

        // What a template makes of a message must not reach what is the fleet's, or AWS's own.
        string[] reserved = [.. Reserved.Where(r => topics.Any(t => t.Contains('*') && r.StartsWith(t[..t.IndexOf('*')], StringComparison.Ordinal)))];
        if (reserved.Length > 0)
        {
            role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
            {
                Effect = Effect.DENY,
                Actions = ["iot:Publish"],
                Resources = [.. reserved.Select(topic => stack.FormatArn(new ArnComponents { Service = "iot", Resource = "topic", ResourceName = topic }))],
            }));
        }

        return role;
    }

    [GeneratedRegex(@"\$\{(?:[^}']|'[^']*')*\}")]
    private static partial Regex Expression();
}
