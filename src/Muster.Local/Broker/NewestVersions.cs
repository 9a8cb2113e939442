namespace Muster.Local.Broker;

/// <summary>
/// The newest version that was said on each topic, so that an older one that was overtaken is not said behind it. Bounded: what
/// nobody spoke of for long is forgotten, as nothing of it can still be on its way.
/// </summary>
/// <param name="capacity">How many topics a generation has; there are two.</param>
internal sealed class NewestVersions(int capacity = 50_000)
{
    private Dictionary<string, long> _young = new(StringComparer.Ordinal);
    private Dictionary<string, long> _old = new(StringComparer.Ordinal);

    /// <summary>Whether nothing newer was said on the topic; notes it.</summary>
    public bool IsNewest(string topic, long version)
    {
        if ((_young.TryGetValue(topic, out var said) || _old.TryGetValue(topic, out said)) && version < said)
        {
            return false;
        }

        if (_young.Count >= capacity && !_young.ContainsKey(topic))
        {
            (_old, _young) = (_young, new Dictionary<string, long>(StringComparer.Ordinal));
        }

        _young[topic] = version;
        return true;
    }
}
