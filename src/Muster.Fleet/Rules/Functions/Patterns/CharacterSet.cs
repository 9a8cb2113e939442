namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>Characters, as they are written inside the brackets of a class of .NET.</summary>
/// <param name="Content">What stands between the brackets.</param>
/// <param name="IsNegated">Whether it is all others.</param>
internal readonly record struct CharacterSet(string Content, bool IsNegated = false)
{
    /// <summary>All others, or the same.</summary>
    public CharacterSet Negate(bool isNegated) => this with { IsNegated = IsNegated ^ isNegated };

    /// <summary>An expression that matches one of them.</summary>
    public string ToExpression() => IsNegated ? $"[^{Content}]" : $"[{Content}]";
}
