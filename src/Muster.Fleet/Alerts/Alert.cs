namespace Muster.Fleet.Alerts;

/// <summary>Something that a person should know of, from when it began to when it was over.</summary>
public sealed record Alert
{
    /// <summary>The key: kind, subject, and the subject's version at its opening.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="AlertKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The robot's name or the order's id.</summary>
    public required string Subject { get; init; }

    /// <summary>The site of its subject; none when the robot has none.</summary>
    public string? Site { get; init; }

    /// <summary>What is the matter, for people.</summary>
    public required string Message { get; init; }

    /// <summary>Since when (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When a person took note of it (UTC).</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who took note of it.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When its cause was gone (UTC); none while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>Whether its cause is still there.</summary>
    public bool IsOpen => ResolvedAt is null;

    /// <summary>OPEN, ACKNOWLEDGED or RESOLVED.</summary>
    public string State => ResolvedAt is not null ? "RESOLVED" : AcknowledgedAt is not null ? "ACKNOWLEDGED" : "OPEN";
}
