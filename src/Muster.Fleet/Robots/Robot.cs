using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>All that the fleet knows of one robot.</summary>
public sealed record Robot
{
    // A robot is copied for each of its reports: times that may be missing are kept small.
    private readonly UtcTime _reportedAt;
    private readonly UtcTime _orderSince;
    private readonly UtcTime _connectedAt;
    private readonly UtcTime _returnedAt;
    private readonly UtcTime _retiredAt;
    private readonly UtcTime _due;

    /// <summary>The key: see <see cref="RobotName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it reported last, or OFFLINE when its connection was lost.</summary>
    public required RobotStatus Status { get; init; }

    /// <summary>When it came into that status (UTC).</summary>
    public required DateTimeOffset StatusSince { get; init; }

    /// <summary>When the fleet last heard from it (UTC); never goes back.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Rises by one with each change of what decisions rest on; telemetry and <see cref="LastSeen"/> leave it.</summary>
    public required long Version { get; init; }

    /// <summary>The latest <c>at</c> of its reports, by its own clock; none while it never sent one.</summary>
    public DateTimeOffset? ReportedAt
    {
        get => _reportedAt.Time;
        init => _reportedAt = new UtcTime(value);
    }

    /// <summary>Where it is.</summary>
    public string? Site { get; init; }

    /// <summary>What it can do, in the order that it said it.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Its charge, 0 to 100 %.</summary>
    public double? Battery { get; init; }

    /// <summary>Where it stands.</summary>
    public Position? Position { get; init; }

    /// <summary>The order that the fleet gave it and that has not ended: the claim on it.</summary>
    public string? Order { get; init; }

    /// <summary>When <see cref="Order"/> last changed (UTC); none while it never had one.</summary>
    public DateTimeOffset? OrderSince
    {
        get => _orderSince.Time;
        init => _orderSince = new UtcTime(value);
    }

    /// <summary>The order that it says it is at: the same, or work that it did not get from the fleet.</summary>
    public string? ReportedOrder { get; init; }

    /// <summary>What it was told and does not do yet.</summary>
    public Instruction? Instruction { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Fault? Fault { get; init; }

    /// <summary>When its newest connection began (UTC, whole milliseconds); none when the broker never said so.</summary>
    public DateTimeOffset? ConnectedAt
    {
        get => _connectedAt.Time;
        init => _connectedAt = new UtcTime(value);
    }

    /// <summary>When it was last heard of after being OFFLINE (UTC); none when it never was.</summary>
    public DateTimeOffset? ReturnedAt
    {
        get => _returnedAt.Time;
        init => _returnedAt = new UtcTime(value);
    }

    /// <summary>When a person took it out of the fleet (UTC); it is not shown. A report on a new connection brings it back (<see cref="StatusDecision"/>).</summary>
    public DateTimeOffset? RetiredAt
    {
        get => _retiredAt.Time;
        init => _retiredAt = new UtcTime(value);
    }

    /// <summary>When the sweep has to look at it at the latest (UTC); none when nothing happens to it by itself.</summary>
    public DateTimeOffset? Due
    {
        get => _due.Time;
        init => _due = new UtcTime(value);
    }

    /// <summary>Its open alerts.</summary>
    public IReadOnlyList<OpenAlert> Alerts { get; init; } = [];

    /// <summary>When its state was last announced on <c>fleet/robots/{name}</c> (UTC).</summary>
    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Whether telemetry changed since then, too soon to announce it.</summary>
    public bool AnnouncementDue { get; init; }

    /// <summary>The order that it is at: the fleet's, else its own.</summary>
    public string? CurrentOrder => Order ?? ReportedOrder;

    /// <summary>The status as it is shown: WORKING for an ONLINE robot that holds an order, RETIRED for one that is listed no more.</summary>
    public string ShownStatus => RetiredAt is not null ? RobotStatusNames.Retired : Status == RobotStatus.Online && CurrentOrder is not null ? RobotStatusNames.Working : Status.ToWire();

    /// <summary>When it came into the status that is shown (UTC).</summary>
    public DateTimeOffset ShownSince => Status == RobotStatus.Online && OrderSince > StatusSince ? OrderSince.Value : StatusSince;
}
