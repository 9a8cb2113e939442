namespace Muster.Fleet.Rules;

/// <summary>The rules that are in force, found by topic. Immutable: a new list makes a new set.</summary>
public sealed class RuleSet
{
    private readonly TopicTree<CompiledRule> _tree = new();
    private readonly Dictionary<string, CompiledRule> _byName = new(StringComparer.Ordinal);

    /// <summary>Compiles <paramref name="rules"/>.</summary>
    /// <exception cref="IotSqlException">One of them is not valid; the message names it.</exception>
    public RuleSet(IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
        {
            var compiled = Compile(rule);
            if (compiled.Filter is { } filter)
            {
                _tree.Add(filter, compiled);
            }

            _byName[rule.Name] = compiled;
        }
    }

    /// <summary>The rules that listen to <paramref name="topic"/>.</summary>
    public CompiledRule[] Match(string topic)
    {
        var found = new List<CompiledRule>();
        _tree.Match(topic, found);
        return [.. found];
    }

    /// <summary>The rule of that name; none when there is none.</summary>
    public CompiledRule? Find(string name) => _byName.GetValueOrDefault(name);

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
