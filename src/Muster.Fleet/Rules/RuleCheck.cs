namespace Muster.Fleet.Rules;

/// <summary>
/// Finds what is wrong with a rule's SQL and templates. The reader of the configuration is given it: where no rules run, as in the
/// functions' package, nobody needs to bring the language along.
/// </summary>
public static class RuleCheck
{
    /// <summary>All that is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<RuleProblem> Find(Rule rule)
    {
        var problems = new List<RuleProblem>();
        CompiledRule? compiled = null;
        Try(rule, null, () => compiled = CompiledRule.Compile(rule), problems);

        if (compiled?.Filter is { } filter && filter.StartsWith(Messages.Topics.FleetPrefix, StringComparison.Ordinal))
        {
            problems.Add(new RuleProblem(rule.Name, null, 1, 1, $"rules hear what clients publish, and not what the fleet itself says on '{filter}'; an alert channel or /api/events tells of that"));
        }

        // Templates may use the variables of the SQL: what is unknown in them is known once that is right.
        foreach (var action in compiled is null ? [] : rule.AllActions.OfType<RepublishAction>())
        {
            Try(rule, action, () => SubstitutionTemplate.Parse(action.Topic, compiled), problems);
        }

        return problems;
    }

    private static void Try(Rule rule, RuleAction? action, Action compile, List<RuleProblem> problems)
    {
        try
        {
            compile();
        }
        catch (IotSqlException e)
        {
            problems.Add(new RuleProblem(rule.Name, action, e.Line, e.Column, e.Problem));
        }
    }
}
