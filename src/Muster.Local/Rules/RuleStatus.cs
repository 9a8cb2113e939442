using Muster.Fleet.Rules;

namespace Muster.Local.Rules;

/// <summary>A rule in force, and what came of it since the start.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Filter">The topics that it listens to; none for a rule that only Basic Ingest reaches.</param>
/// <param name="IsBuiltIn">Whether it is one of the fleet's own.</param>
/// <param name="Selected">How many messages it selected.</param>
/// <param name="NotSelected">How many it did not, of those on its topics.</param>
/// <param name="Actions">Its actions in their order, the error action last; none for a built-in rule.</param>
public sealed record RuleStatus(Rule Rule, string? Filter, bool IsBuiltIn, long Selected, long NotSelected, IReadOnlyList<ActionStatus> Actions);

/// <summary>What came of an action since the start.</summary>
/// <param name="Action">The action.</param>
/// <param name="IsErrorAction">Whether it is the rule's error action.</param>
/// <param name="Succeeded">How often it did its work.</param>
/// <param name="Failed">How often it failed.</param>
public sealed record ActionStatus(RuleAction Action, bool IsErrorAction, long Succeeded, long Failed);
