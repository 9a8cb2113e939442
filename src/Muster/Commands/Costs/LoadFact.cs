namespace Muster.Commands.Costs;

/// <summary>A number that the bill rests on, and where it is from.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number, in words.</param>
/// <param name="Origin">"given", "seen" in the running fleet, or "assumed" with the option that changes it.</param>
internal sealed record LoadFact(string Name, string Value, string Origin)
{
    /// <summary>Whether somebody said it or saw it.</summary>
    public bool IsAssumed => Origin.StartsWith("assumed", StringComparison.Ordinal);
}
