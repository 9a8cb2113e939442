using Muster.Fleet.Rules;
using Muster.Local.Rules;

namespace Muster.Api;

/// <summary>A rule, as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filter">The topics that it listens to; none for a rule that only Basic Ingest reaches.</param>
/// <param name="Sql">Its SQL.</param>
/// <param name="SqlVersion">The dialect.</param>
/// <param name="BuiltIn">Whether it is one of the fleet's own.</param>
/// <param name="Enabled">Whether it takes messages.</param>
/// <param name="Actions">What is done with what it selects.</param>
internal sealed record RuleView(
    string Name, string? Filter, string Sql, string SqlVersion, bool BuiltIn, bool Enabled, IReadOnlyList<RuleActionView> Actions)
{
    /// <summary>What it is for; none when nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>How many messages it selected since the start; none when it does not run.</summary>
    public long? Selected { get; init; }

    /// <summary>How many messages on its topics it did not select; none when it does not run.</summary>
    public long? NotSelected { get; init; }

    /// <summary>A rule in force.</summary>
    public static RuleView Of(RuleStatus status)
    {
        IReadOnlyList<RuleActionView> actions = status.IsBuiltIn
            ? [.. status.Rule.Actions.Select(a => RuleActionView.Of(a))]
            : [.. status.Actions.Select(a => RuleActionView.Of(a.Action, a.IsErrorAction) with { Succeeded = a.Succeeded, Failed = a.Failed })];
        return Of(status.Rule, status.Filter, status.IsBuiltIn, actions) with { Selected = status.Selected, NotSelected = status.NotSelected };
    }

    /// <summary>A rule that does not run.</summary>
    public static RuleView Of(Rule rule, string? filter, bool isBuiltIn) => Of(
        rule,
        filter,
        isBuiltIn,
        [.. rule.Actions.Select(a => RuleActionView.Of(a)), .. rule.ErrorAction is { } error ? [RuleActionView.Of(error, isErrorAction: true)] : Array.Empty<RuleActionView>()]);

    /// <summary>The rule again, as far as it is shown.</summary>
    public Rule ToRule() => new(Name, Sql)
    {
        SqlVersion = SqlVersionNames.Find(SqlVersion) ?? default,
        Enabled = Enabled,
        Description = Description,
        Actions = [.. Actions.Where(a => a.Error != true).Select(a => a.ToAction())],
        ErrorAction = Actions.FirstOrDefault(a => a.Error == true)?.ToAction(),
    };

    private static RuleView Of(Rule rule, string? filter, bool isBuiltIn, IReadOnlyList<RuleActionView> actions) =>
        new(rule.Name, filter, rule.Sql, rule.SqlVersion.ToName(), isBuiltIn, rule.Enabled, actions) { Description = rule.Description };
}
