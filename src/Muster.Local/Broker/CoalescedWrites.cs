namespace Muster.Local.Broker;

/// <summary>
/// A scope on one thread in which connections hold back what they write until its end, so that many small packets to one
/// client leave in one system call.
/// </summary>
internal readonly ref struct CoalescedWrites
{
    [ThreadStatic]
    private static List<ConnectionOutput>? _held;

    [ThreadStatic]
    private static bool _active;

    /// <summary>Whether this thread is in such a scope.</summary>
    public static bool IsActive => _active;

    /// <summary>Begins a scope on this thread.</summary>
    public static CoalescedWrites Begin()
    {
        _active = true;
        return default;
    }

    /// <summary>Holds <paramref name="output"/> back until the end of this thread's scope; false when there is none.</summary>
    public static bool TryHold(ConnectionOutput output)
    {
        if (_active)
        {
            (_held ??= []).Add(output);
        }

        return _active;
    }

    /// <summary>Ends the scope: what was held back is sent.</summary>
#pragma warning disable CA1822 // The state is the thread's; an instance is what `using` needs.
    public void Dispose()
#pragma warning restore CA1822
    {
        _active = false;
        if (_held is null)
        {
            return;
        }

        foreach (var output in _held)
        {
            output.Flush();
        }

        _held.Clear();
    }
}
