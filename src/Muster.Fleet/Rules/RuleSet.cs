namespace Muster.Fleet.Rules;

/// <summary>The rules that are in force, found by topic. Immutable: a new list makes a new set.</summary>
public sealed class RuleSet
{
    private readonly TopicTree<CompiledRule> _tree = new();
    private readonly Dictionary<string, CompiledRule> _byName = new(StringComparer.Ordinal);
    private readonly List<CompiledRule> _all = [];

    /// <summary>Compiles <paramref name="rules"/>; those that are not enabled too, so that a mistake in them shows before they are.</summary>
    /// <exception cref="IotSqlException">One of them is not valid; the message names it.</exception>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public RuleSet(IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
        {
            var compiled = Compile(rule);
            if (!_byName.TryAdd(rule.Name, compiled))
            {
                throw new ArgumentException($"there are two rules called {rule.Name}; each needs a name of its own", nameof(rules));
            }

            _all.Add(compiled);
            if (rule.Enabled && compiled.Filter is { } filter)
            {
                _tree.Add(filter, compiled);
            }
        }
    }

    /// <summary>All rules, in the order of the list, those that are not enabled too.</summary>
    public IReadOnlyList<CompiledRule> All => _all;

    /// <summary>The built-in rules, and behind them those of a fleet's configuration.</summary>
    /// <exception cref="IotSqlException">One of them is not valid; the message names it.</exception>
    /// <exception cref="ArgumentException">One has the name of another, or of a built-in one.</exception>
    public static RuleSet With(IEnumerable<Rule> rules) => new(FleetRules.BuiltIn.Concat(rules));

    /// <summary>The enabled rules that listen to <paramref name="topic"/>, in no particular order.</summary>
    public CompiledRule[] Match(string topic)
    {
        var found = new List<CompiledRule>();
        _tree.Match(topic, found);
        return [.. found];
    }

    /// <summary>The enabled rule of that name; none when there is none.</summary>
    public CompiledRule? Find(string name) => _byName.TryGetValue(name, out var rule) && rule.Rule.Enabled ? rule : null;

    private static CompiledRule Compile(Rule rule)
    {
        try
        {
            return CompiledRule.Compile(rule);
        }
        catch (IotSqlException e)
        {
            throw new IotSqlException(e.Problem, e.Line, e.Column, rule.Name);
        }
    }
}
