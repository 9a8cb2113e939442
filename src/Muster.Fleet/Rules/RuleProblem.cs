namespace Muster.Fleet.Rules;

/// <summary>Something in a rule that is not right.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Action">The action whose template it is in; none when it is in the SQL.</param>
/// <param name="Line">The line of the SQL or template, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Reason">What is wrong, and what would be right.</param>
public sealed record RuleProblem(string Rule, RuleAction? Action, int Line, int Column, string Reason)
{
    /// <summary>The problem and where in the text it is.</summary>
    public string Describe() => FormattableString.Invariant($"{(Action is null ? "the SQL" : "the topic")}, line {Line}, column {Column}: {Reason}");
}
