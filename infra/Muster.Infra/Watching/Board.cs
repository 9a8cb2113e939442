using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using Muster.Infra.Settings;

namespace Muster.Infra.Watching;

/// <summary>The dashboard: what is wrong on top, then messages in the order in which they travel.</summary>
internal sealed class Board : Construct
{
    private const int Full = 24;

    /// <summary>A dashboard of everything in the stack.</summary>
    public Board(Construct scope, string id, StackSettings settings, Tables tables, Functions functions, Rules rules, Alarms alarms)
        : base(scope, id)
    {
        var name = settings.Names.Of("board");
        var made = rules.Made.Select(settings.Names.Rule).ToList();
        var sum = new MetricOptions { Statistic = "Sum", Period = Metrics.Period };
        var all = functions.All.Select(f => f.Lambda).ToList();
        var dashboard = new Dashboard(this, "Dashboard", new DashboardProps { DashboardName = name });
        dashboard.AddWidgets(new AlarmStatusWidget(new AlarmStatusWidgetProps { Title = "Alarms", Width = Full, Height = 6, Alarms = [.. alarms.All] }));
        dashboard.AddWidgets(
            Graph("Messages by rule", made.Select(Metrics.RuleMatches)),
            Graph("Calls", all.Select(f => f.MetricInvocations(sum))),
            Graph("Errors", all.Select(f => f.MetricErrors(sum))));
        dashboard.AddWidgets(
            Graph("Duration, median (ms)", all.Select(f => f.MetricDuration(new MetricOptions { Statistic = "p50", Period = Metrics.Period }))),
            Graph("Duration, p99 (ms)", all.Select(f => f.MetricDuration(new MetricOptions { Statistic = "p99", Period = Metrics.Period }))),
            Graph("At once", all.Select(f => f.Metric("ConcurrentExecutions", new MetricOptions { Statistic = "Maximum", Period = Metrics.Period }))));
        dashboard.AddWidgets(
            Graph("Write units", tables.All.Select(t => t.Table.MetricConsumedWriteCapacityUnits(sum))),
            Graph("Read units", tables.All.Select(t => t.Table.MetricConsumedReadCapacityUnits(sum))),
            Graph("Waiting in failure queues", functions.WithQueue.Select(f => f.Failed!).Append(rules.Errors).Select(q => q.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Period = Metrics.Period }))));
        dashboard.AddWidgets(Graph("Rules that failed at an action", rules.Watched.Select(w => Metrics.RuleFailures(settings.Names.Rule(w.Rule), w.ActionType))), Graph("Messages that are not JSON", made.Select(Metrics.NotJson)), Graph("Messages that were not sent", [Metrics.NotSent()]));
        var region = Stack.Of(this).Region;
        Url = $"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#dashboards/dashboard/{name}";
    }

    /// <summary>Where to look at it.</summary>
    public string Url { get; }

    private static GraphWidget Graph(string title, IEnumerable<IMetric> metrics) =>
        new(new GraphWidgetProps { Title = title, Width = Full / 3, Height = 6, Left = [.. metrics] });
}
