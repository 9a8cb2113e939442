namespace Muster.Local.Simulator;

/// <summary>How the last attempts ended that were not completed, so that a command that comes again gets the same answer.</summary>
internal sealed class EndedAttempts
{
    private const int Limit = 64;

    private readonly Dictionary<string, (string State, string? Reason)> _ends = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();

    /// <summary>What names an attempt: the order and its number, else the command; none when there is neither.</summary>
    public static string? Key(string order, int? attempt, string? command) => attempt is { } number ? $"{order}/{number}" : command;

    /// <summary>How it ended; none when it did not, or nobody remembers.</summary>
    public (string State, string? Reason)? Find(string? key) => key is not null && _ends.TryGetValue(key, out var end) ? end : null;

    /// <summary>Remembers it.</summary>
    public void Add(string? key, string state, string? reason)
    {
        if (key is null)
        {
            return;
        }

        if (_ends.TryAdd(key, (state, reason)))
        {
            _inOrder.Enqueue(key);
        }

        if (_inOrder.Count > Limit)
        {
            _ends.Remove(_inOrder.Dequeue());
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _ends.Clear();
        _inOrder.Clear();
    }
}
