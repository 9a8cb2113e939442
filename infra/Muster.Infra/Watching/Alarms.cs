using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Muster.Fleet.Functions;
using Muster.Infra.Settings;

namespace Muster.Infra.Watching;

/// <summary>What somebody should be told of: it goes to a topic, and from there to an e-mail address if one is given.</summary>
internal sealed class Alarms : Construct
{
    private readonly Names _names;
    private readonly Topic _topic;
    private readonly List<Alarm> _all = [];

    /// <summary>The alarms of everything in the stack that can fail.</summary>
    public Alarms(Construct scope, string id, StackSettings settings, Tables tables, Functions functions, Rules rules)
        : base(scope, id)
    {
        _names = settings.Names;
        _topic = new Topic(this, "Topic", new TopicProps { TopicName = _names.Of("alarms"), DisplayName = $"Muster {_names.Stage}" });
        if (settings.Email is { } email)
        {
            _topic.AddSubscription(new EmailSubscription(email));
        }

        foreach (var function in functions.All)
        {
            Watch(function);
        }

        Watch(rules.Errors, "rule-errors");
        foreach (var (rule, type) in rules.Watched)
        {
            var (name, what) = type == "Lambda" ? ($"rule-{rule}-failures", "call a function") : ($"rule-{rule}-republish-failures", "republish");
            Add(name, $"The rule {rule} could not {what}; the messages are in the queue rule-errors, or with the rule's own error action", Metrics.RuleFailures(_names.Rule(rule), type), 1);
        }

        foreach (var table in tables.All)
        {
            Add($"{Names.Id(table.Name)}-throttles", $"DynamoDB throttled requests to {table.Name}: a key takes more than 1,000 writes a second, or the table grew faster than DynamoDB does", Metrics.Throttles(table.Table.TableName), 1);
        }

        Add("messages-not-sent", "Functions could not send messages to robots or others, of this stage or another in this region; their logs say why (event 501)", Metrics.NotSent(), 1);

        // Everything that was missed is repaired by the sweep. So a sweep that does not run is what must not be missed.
        Add(
            "sweep-silent",
            "The sweep did not run for five minutes",
            functions.Find(Sweep.Name).Lambda.MetricInvocations(new MetricOptions { Statistic = "Sum", Period = Metrics.Period }),
            threshold: 1,
            below: true);
    }

    /// <summary>Every alarm.</summary>
    public IReadOnlyList<Alarm> All => _all;

    private void Watch(CloudFunction function)
    {
        var name = function.Settings.Name;
        var sum = new MetricOptions { Statistic = "Sum", Period = Metrics.Period };
        Add($"{name}-errors", $"{name} failed; its log says why", function.Lambda.MetricErrors(sum), 1);
        Add($"{name}-throttles", $"{name} was not let run: the account's concurrency, or the function's own, is used up", function.Lambda.MetricThrottles(sum), 1);
        var limit = function.Settings.TimeoutSeconds * 800;
        Add($"{name}-slow", $"{name} takes more than 80 % of its time-out ({limit} ms)", function.Lambda.MetricDuration(new MetricOptions { Statistic = "p99", Period = Metrics.Period }), limit);
        if (function.Failed is { } queue)
        {
            Watch(queue, $"{name}-failed");
        }
    }

    private void Watch(Queue queue, string name) => Add(
        $"{name}-queue",
        $"There are messages in the queue {name}: look at them, and send them again or delete them",
        queue.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = Metrics.Period }),
        1);

    private void Add(string name, string description, IMetric metric, double threshold, bool below = false)
    {
        var alarm = new Alarm(this, Names.Id(name), new AlarmProps
        {
            AlarmName = _names.Of(name),
            AlarmDescription = description,
            Metric = metric,
            Threshold = threshold,
            EvaluationPeriods = 1,
            ComparisonOperator = below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            TreatMissingData = below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
        });
        alarm.AddAlarmAction(new SnsAction(_topic));
        alarm.AddOkAction(new SnsAction(_topic));
        _all.Add(alarm);
    }
}
