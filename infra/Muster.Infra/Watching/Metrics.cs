using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace Muster.Infra.Watching;

/// <summary>Metrics of AWS services that the CDK has no methods for, each over five minutes.</summary>
internal static class Metrics
{
    /// <summary>Over how long each is taken.</summary>
    public static Duration Period => Duration.Minutes(5);

    /// <summary>How often requests to the table were throttled.</summary>
    public static MathExpression Throttles(string table) => new(new MathExpressionProps
    {
        Expression = "reads + writes",
        Label = table,
        Period = Period,
        UsingMetrics = new Dictionary<string, IMetric>
        {
            ["reads"] = Of("AWS/DynamoDB", "ReadThrottleEvents", ("TableName", table)),
            ["writes"] = Of("AWS/DynamoDB", "WriteThrottleEvents", ("TableName", table)),
        },
    });

    /// <summary>How often the rule failed at an action: of its functions <c>Lambda</c>, of what it publishes <c>Republish</c>.</summary>
    public static Metric RuleFailures(string rule, string actionType) => Of("AWS/IoT", "Failure", ("RuleName", rule), ("ActionType", actionType));

    /// <summary>How many messages on the rule's topics were not JSON. No function hears of them, and no robot.</summary>
    public static Metric NotJson(string rule) => Of("AWS/IoT", "ParseError", ("RuleName", rule));

    /// <summary>How many messages the rule took.</summary>
    public static Metric RuleMatches(string rule) => Of("AWS/IoT", "TopicMatch", ("RuleName", rule));

    /// <summary>How many messages could not be sent, by all stages of the region: the bootstrap counts them in its log.</summary>
    public static Metric NotSent() => Of("Muster", "MessagesNotSent");

    private static Metric Of(string space, string name, params (string Name, string Value)[] dimensions) => new(new MetricProps
    {
        Namespace = space,
        MetricName = name,
        DimensionsMap = dimensions.ToDictionary(d => d.Name, d => d.Value),
        Statistic = "Sum",
        Period = Period,
    });
}
