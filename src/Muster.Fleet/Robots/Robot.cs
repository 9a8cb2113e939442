using Muster.Fleet.Messages;

namespace Muster.Fleet.Robots;

/// <summary>All that the fleet knows of one robot.</summary>
public sealed record Robot
{
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
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>Where it is.</summary>
    public string? Site { get; init; }

    /// <summary>What it can do, in the order that it said it.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Its charge, 0 to 100 %.</summary>
    public double? Battery { get; init; }

    /// <summary>Where it stands.</summary>
    public Position? Position { get; init; }

    /// <summary>The order that it holds.</summary>
    public string? Order { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Fault? Fault { get; init; }

    /// <summary>When its newest connection began (UTC, whole milliseconds); none when the broker never said so.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>When its state was last announced on <c>fleet/robots/{name}</c> (UTC).</summary>
    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Whether telemetry changed since then, too soon to announce it.</summary>
    public bool AnnouncementDue { get; init; }

    /// <summary>The status as it is shown: WORKING for an ONLINE robot that holds an order.</summary>
    public string ShownStatus => Status == RobotStatus.Online && Order is not null ? RobotStatusNames.Working : Status.ToWire();
}
