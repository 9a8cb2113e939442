namespace Muster.Fleet.Store;

/// <summary>A small set of versioned writes: all of them, or none.</summary>
public sealed record Commit
{
    /// <summary>The robots to write.</summary>
    public IReadOnlyList<RobotPut> Robots { get; init; } = [];

    /// <summary>The orders to write.</summary>
    public IReadOnlyList<OrderPut> Orders { get; init; } = [];

    /// <summary>The alerts to write.</summary>
    public IReadOnlyList<AlertPut> Alerts { get; init; } = [];

    /// <summary>The notifications to write.</summary>
    public IReadOnlyList<NotificationPut> Notifications { get; init; } = [];

    /// <summary>The sites to write.</summary>
    public IReadOnlyList<SitePut> Sites { get; init; } = [];
}
