namespace Muster.Fleet.Rules;

/// <summary>
/// Values filed under MQTT topic filters; finding those that match a topic is a walk down its levels, whatever the number
/// of filters. Not thread-safe: its owner guards it.
/// </summary>
/// <typeparam name="T">What is filed.</typeparam>
public sealed class TopicTree<T>
{
    private readonly Node _root = new();

    /// <summary>How many values are filed.</summary>
    public int Count { get; private set; }

    /// <summary>Files <paramref name="value"/> under <paramref name="filter"/>, which must be valid.</summary>
    public void Add(string filter, T value)
    {
        var node = _root;
        foreach (var level in filter.Split('/'))
        {
            node = node.GetOrAdd(level);
        }

        node.Values.Add(value);
        Count++;
    }

    /// <summary>Takes out the first value under <paramref name="filter"/> that <paramref name="match"/> accepts, and the branches it leaves empty.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string filter, Predicate<T> match) => Remove(_root, filter.Split('/'), 0, match);

    /// <summary>Adds all values whose filters match <paramref name="topic"/> to <paramref name="found"/>.</summary>
    public void Match(string topic, ICollection<T> found)
    {
        // MQTT 5 section 4.7.2: wildcards in the first level do not match topics that begin with '$'.
        Match(_root, topic, wildcards: !topic.StartsWith('$'), found);
    }

    private static void Match(Node node, ReadOnlySpan<char> rest, bool wildcards, ICollection<T> found)
    {
        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        if (wildcards && node.TryGet("#", out var all))
        {
            AddAll(all, found);
        }

        if (wildcards && node.TryGet("+", out var any))
        {
            Step(any, rest, slash, found);
        }

        if (node.TryGet(level, out var exact))
        {
            Step(exact, rest, slash, found);
        }
    }

    private static void Step(Node node, ReadOnlySpan<char> rest, int slash, ICollection<T> found)
    {
        if (slash >= 0)
        {
            Match(node, rest[(slash + 1)..], wildcards: true, found);
            return;
        }

        AddAll(node, found);

        // "a/#" matches "a" too (MQTT 5, section 4.7.1.2).
        if (node.TryGet("#", out var parent))
        {
            AddAll(parent, found);
        }
    }

    private static void AddAll(Node node, ICollection<T> found)
    {
        foreach (var value in node.Values)
        {
            found.Add(value);
        }
    }

    private bool Remove(Node node, ReadOnlySpan<string> levels, int depth, Predicate<T> match)
    {
        if (depth == levels.Length)
        {
            var index = node.Values.FindIndex(match);
            if (index < 0)
            {
                return false;
            }

            node.Values.RemoveAt(index);
            Count--;
            return true;
        }

        if (!node.TryGet(levels[depth], out var next) || !Remove(next, levels, depth + 1, match))
        {
            return false;
        }

        if (next.IsEmpty)
        {
            node.Drop(levels[depth]);
        }

        return true;
    }

    private sealed class Node
    {
        private Dictionary<string, Node>? _children;

        public List<T> Values { get; } = [];

        public bool IsEmpty => Values.Count == 0 && _children is null or { Count: 0 };

        public Node GetOrAdd(string level)
        {
            _children ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!_children.TryGetValue(level, out var child))
            {
                _children[level] = child = new Node();
            }

            return child;
        }

        public bool TryGet(ReadOnlySpan<char> level, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? child)
        {
            child = null;
            return _children is not null && _children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(level, out child);
        }

        public void Drop(string level) => _children!.Remove(level);
    }
}
