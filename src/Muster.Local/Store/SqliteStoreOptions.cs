namespace Muster.Local.Store;

/// <summary>The SQLite store's settings.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>How many entries a robot's history keeps at most. Default 1,000.</summary>
    public int HistoryPerRobot { get; init; } = 1000;

    /// <summary>How many changes the feed keeps; up to a tenth more until the next pruning. Default 100,000.</summary>
    public int FeedLength { get; init; } = 100_000;

    /// <summary>
    /// Breaks principle 2 on purpose: callers go on before the commit, and nothing is synced. Only for showing that the
    /// crash test notices; never for use. Default false.
    /// </summary>
    public bool AcknowledgeEarly { get; init; }
}
