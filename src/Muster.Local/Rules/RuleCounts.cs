using System.Collections.Concurrent;

namespace Muster.Local.Rules;

/// <summary>What is counted of a rule: by its name, so that it goes on when the rules are read again.</summary>
internal sealed class RuleCounts(string rule)
{
    private readonly ConcurrentDictionary<string, ActionCounts> _actions = new(StringComparer.Ordinal);
    private long _selected;
    private long _notSelected;

    public string Rule => rule;

    /// <summary>Messages that it selected.</summary>
    public long Selected => Interlocked.Read(ref _selected);

    /// <summary>Messages on its topics that it did not select.</summary>
    public long NotSelected => Interlocked.Read(ref _notSelected);

    public ICollection<ActionCounts> Actions => _actions.Values;

    public void Select() => Interlocked.Increment(ref _selected);

    public void PassOver() => Interlocked.Increment(ref _notSelected);

    /// <summary>The counts of an action; two that do the same have one.</summary>
    public ActionCounts Of(string action) => _actions.GetOrAdd(action, a => new ActionCounts(a));
}
