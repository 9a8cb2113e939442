using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Muster.Local.Rules;

/// <summary>What is counted of rules. Numbers that are read when somebody looks, so that a message costs an addition and no look-up.</summary>
internal sealed class RuleMetrics
{
    private readonly ConcurrentDictionary<string, RuleCounts> _rules = new(StringComparer.Ordinal);
    private volatile RuleCounts[] _shown = [];

    public RuleMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Muster");
        meter.CreateObservableCounter("muster.rule.messages", Messages, "{message}", "Messages on a rule's topics, by whether it selected them");
        meter.CreateObservableCounter("muster.rule.actions", Actions, "{action}", "Actions of rules, by what came of them");
    }

    /// <summary>The counts of a rule.</summary>
    public RuleCounts Of(string rule) => _rules.GetOrAdd(rule, r => new RuleCounts(r));

    /// <summary>Shows the counts of these rules, and of no others.</summary>
    public void Show(IEnumerable<RuleCounts> rules) => _shown = [.. rules];

    private IEnumerable<Measurement<long>> Messages() => _shown.SelectMany(r => new[]
    {
        new Measurement<long>(r.Selected, Tag("rule", r.Rule), Tag("outcome", "selected")),
        new Measurement<long>(r.NotSelected, Tag("rule", r.Rule), Tag("outcome", "not_selected")),
    });

    private IEnumerable<Measurement<long>> Actions() => _shown.SelectMany(r => r.Actions.SelectMany(a => new[]
    {
        new Measurement<long>(a.Succeeded, Tag("rule", r.Rule), Tag("action", a.Action), Tag("outcome", "succeeded")),
        new Measurement<long>(a.Failed, Tag("rule", r.Rule), Tag("action", a.Action), Tag("outcome", "failed")),
    }));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
