namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>A pattern, of a regular expression or a time, is not valid. It never leaves the library of functions.</summary>
/// <param name="problem">What is wrong, and what would be right.</param>
/// <param name="index">Where, from 0.</param>
internal sealed class PatternException(string problem, int index) : Exception(problem)
{
    /// <summary>Where in the pattern, from 0.</summary>
    public int Index { get; } = index;
}
