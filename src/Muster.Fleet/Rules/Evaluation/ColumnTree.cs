namespace Muster.Fleet.Rules.Evaluation;

/// <summary>
/// Gathers columns whose aliases may be paths: <c>a AS s.x, b AS s.y</c> is one member <c>s</c> with two of its own. Of two with
/// the same alias the later counts.
/// </summary>
internal sealed class ColumnTree
{
    private readonly OrderedDictionary<string, ColumnTree> _children = new(StringComparer.Ordinal);
    private Node? _value;

    /// <summary>Adds a column.</summary>
    public void Add(IEnumerable<string> path, Node value)
    {
        var tree = this;
        foreach (var name in path)
        {
            // What was a value becomes an object, and the other way round: the later counts.
            tree._value = null;
            if (!tree._children.TryGetValue(name, out var child))
            {
                tree._children[name] = child = new ColumnTree();
            }

            tree = child;
        }

        tree._children.Clear();
        tree._value = value;
    }

    /// <summary>The columns.</summary>
    public Column[] ToColumns() => [.. _children.Select(c => new Column(c.Key, c.Value._value, c.Value.ToColumns()))];
}
