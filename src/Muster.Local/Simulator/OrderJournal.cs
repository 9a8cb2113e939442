namespace Muster.Local.Simulator;

/// <summary>The orders that a robot completed: what it remembers through a crash, so that it does none twice.</summary>
internal sealed class OrderJournal
{
    private readonly int _limit;
    private readonly Action<string>? _append;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private readonly Dictionary<string, int> _executions = new(StringComparer.Ordinal);

    /// <param name="limit">How many it holds.</param>
    /// <param name="earlier">What was completed in an earlier life, oldest first.</param>
    /// <param name="append">Writes one down for good; it is called before anybody else learns of it.</param>
    public OrderJournal(int limit, IEnumerable<string> earlier, Action<string>? append)
    {
        _limit = limit;
        _append = append;
        foreach (var order in earlier)
        {
            Keep(order);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<string> Completed => _inOrder;

    /// <summary>How many times each was carried out in this life.</summary>
    public IReadOnlyDictionary<string, int> Executions => _executions;

    /// <summary>The one completed last; none yet.</summary>
    public string? Last { get; private set; }

    /// <summary>Whether it was completed.</summary>
    public bool Contains(string order) => _known.Contains(order);

    /// <summary>It is done: counted, and written down.</summary>
    public void Add(string order)
    {
        _executions[order] = _executions.GetValueOrDefault(order) + 1;
        _append?.Invoke(order);
        Keep(order);
    }

    private void Keep(string order)
    {
        Last = order;
        if (_known.Add(order))
        {
            _inOrder.Enqueue(order);
        }

        if (_inOrder.Count > _limit)
        {
            var oldest = _inOrder.Dequeue();
            _known.Remove(oldest);
            _executions.Remove(oldest);
        }
    }
}
