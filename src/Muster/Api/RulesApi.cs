using Muster.Local.Rules;

namespace Muster.Api;

/// <summary><c>/api/rules</c>: the rules in force.</summary>
internal static class RulesApi
{
    public static void MapRules(this WebApplication app, RuleEngine rules) =>
        app.MapGet("/api/rules", () => TypedResults.Ok(new RulePage([.. rules.Status().Select(RuleView.Of)])))
            .WithTags("Rules")
            .WithSummary("The rules in force, in the order in which they run: what they select, what is done with it, and how often that was");
}
