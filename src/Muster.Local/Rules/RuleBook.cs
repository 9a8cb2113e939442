using Muster.Fleet.Rules;

namespace Muster.Local.Rules;

/// <summary>All rules in force, found by topic. Immutable: other rules make another book.</summary>
internal sealed class RuleBook
{
    private readonly RuleSet _set;
    private readonly Dictionary<CompiledRule, ActiveRule> _active = new(ReferenceEqualityComparer.Instance);

    /// <summary>A book of <paramref name="set"/>.</summary>
    /// <param name="set">The rules.</param>
    /// <param name="make">Makes one ready, by its place in the list.</param>
    public RuleBook(RuleSet set, Func<CompiledRule, int, ActiveRule> make)
    {
        _set = set;
        for (var i = 0; i < set.All.Count; i++)
        {
            _active[set.All[i]] = make(set.All[i], i);
        }
    }

    /// <summary>All rules, in the order of the list.</summary>
    public IEnumerable<ActiveRule> All => _set.All.Select(r => _active[r]);

    /// <summary>The rules that listen to <paramref name="topic"/>, in the order of the list: the built-in ones first.</summary>
    public ActiveRule[] Match(string topic)
    {
        var matched = Array.ConvertAll(_set.Match(topic), r => _active[r]);
        Array.Sort(matched, (a, b) => a.Order.CompareTo(b.Order));
        return matched;
    }

    /// <summary>The rule of that name; none when there is none that is enabled.</summary>
    public ActiveRule? Find(string name) => _set.Find(name) is { } found ? _active[found] : null;
}
