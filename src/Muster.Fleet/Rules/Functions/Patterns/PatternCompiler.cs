namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>Compiles a pattern.</summary>
/// <typeparam name="T">What it becomes.</typeparam>
/// <param name="pattern">The pattern.</param>
/// <param name="problem">What is wrong with it, when nothing is returned.</param>
internal delegate T? PatternCompiler<T>(string pattern, out string? problem)
    where T : class;
