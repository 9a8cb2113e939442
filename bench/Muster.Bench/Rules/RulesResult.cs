namespace Muster.Bench.Rules;

/// <summary>What <c>rules</c> measured.</summary>
/// <param name="Figures">One figure a scenario.</param>
/// <param name="Ratio">What 10,000 rules cost a message that matches one of them, over what 1 rule costs.</param>
internal sealed record RulesResult(IReadOnlyList<RuleFigure> Figures, double Ratio);
