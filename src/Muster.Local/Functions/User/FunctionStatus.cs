namespace Muster.Local.Functions.User;

/// <summary>A function of the fleet's owner as it stands: how it is set up, and its figures since this process started.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Package">Its package, as the configuration names it.</param>
/// <param name="Runtime">Its runtime; none while its package can't be opened and the configuration names none.</param>
/// <param name="Handler">Its handler; none when there is none.</param>
public sealed record FunctionStatus(string Name, string Package, string? Runtime, string? Handler)
{
    /// <summary>Why its package, as it is now, is not used; none when it is.</summary>
    public string? Problem { get; init; }

    /// <summary>How many events wait, or are tried at the moment.</summary>
    public int Queue { get; init; }

    /// <summary>How many invocations run.</summary>
    public int Running { get; init; }

    /// <summary>How many environments there are.</summary>
    public int Environments { get; init; }

    /// <summary>How many invocations there were.</summary>
    public long Invocations { get; init; }

    /// <summary>How many of them failed.</summary>
    public long Errors { get; init; }

    /// <summary>How many of them began with the start of an environment.</summary>
    public long ColdStarts { get; init; }

    /// <summary>How many attempts were put off to a later one.</summary>
    public long Retries { get; init; }

    /// <summary>How many events failed for good.</summary>
    public long Failed { get; init; }

    /// <summary>What Lambda would bill for all of them, in ms.</summary>
    public long BilledMilliseconds { get; init; }

    /// <summary>The median of the last 1,024 durations, in ms; none before the first.</summary>
    public double? MedianMilliseconds { get; init; }

    /// <summary>Their 95th percentile, in ms.</summary>
    public double? P95Milliseconds { get; init; }

    /// <summary>The memory size, in MB.</summary>
    public int MemorySize { get; init; }

    /// <summary>The largest peak of memory, in MB; 0 where it can't be known.</summary>
    public int MaxMemoryUsed { get; init; }
}
