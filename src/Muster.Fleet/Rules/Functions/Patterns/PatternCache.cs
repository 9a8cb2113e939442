using System.Collections.Concurrent;

namespace Muster.Fleet.Rules.Functions.Patterns;

/// <summary>
/// Patterns that were compiled. Those that stand in rules stay; those that messages bring are kept while there is room,
/// so that no sender can push out what a rule needs.
/// </summary>
/// <typeparam name="T">The compiled pattern.</typeparam>
/// <param name="compile">Compiles a pattern; none when it is not valid.</param>
internal sealed class PatternCache<T>(PatternCompiler<T> compile)
    where T : class
{
    private const int MaxOfRules = 10_000;
    private const int MaxOfMessages = 64;

    private readonly ConcurrentDictionary<string, T> _ofRules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, T?> _ofMessages = new(StringComparer.Ordinal);

    /// <summary>Compiles a pattern that stands in a rule.</summary>
    /// <returns>What is wrong with it; none when it is valid.</returns>
    public string? Keep(string pattern)
    {
        var compiled = compile(pattern, out var problem);
        if (compiled is not null && _ofRules.Count < MaxOfRules)
        {
            _ofRules.TryAdd(pattern, compiled);
        }

        return problem;
    }

    /// <summary>The compiled pattern; none when it is not valid.</summary>
    public T? Get(string pattern)
    {
        if (_ofRules.TryGetValue(pattern, out var compiled) || _ofMessages.TryGetValue(pattern, out compiled))
        {
            return compiled;
        }

        compiled = compile(pattern, out _);
        if (_ofMessages.Count >= MaxOfMessages)
        {
            _ofMessages.Clear();
        }

        _ofMessages.TryAdd(pattern, compiled);
        return compiled;
    }
}
