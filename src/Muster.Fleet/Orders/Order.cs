using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Orders;

/// <summary>All that the fleet knows of one order.</summary>
public sealed record Order
{
    /// <summary>The priority of an order that says none.</summary>
    public const int DefaultPriority = 5;

    /// <summary>The highest priority; the lowest is 0.</summary>
    public const int MaxPriority = 9;

    /// <summary>The key: a UUID of version 7 (RFC 9562), so that ids sort by the time of placing.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is to be carried out.</summary>
    public required string Site { get; init; }

    /// <summary>What is ordered.</summary>
    public required string Item { get; init; }

    /// <summary>Anything that the robot has to know, as JSON, passed through; none when nothing was given.</summary>
    public string? Parameters { get; init; }

    /// <summary>0 to 9; higher goes first.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Who ordered.</summary>
    public Customer? Customer { get; init; }

    /// <summary>Where the work begins: what "nearest" is measured from. None: at the site's position.</summary>
    public Position? Position { get; init; }

    /// <summary>
    /// When it should be done at the latest (UTC); none when any time will do. Once it has passed the order is not given to a
    /// robot any more, and where a robot is at it, it is overdue.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long it may wait.</summary>
    public required TimeSpan Expires { get; init; }

    /// <summary>When it has waited too long (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its state.</summary>
    public OrderState State { get; init; }

    /// <summary>When it came into that state (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was placed (UTC).</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>
    /// Its place in the queue of its site: the time of placing, earlier by one <c>agingStep</c> for each step of priority. So
    /// an order that has waited longer than the difference in priority is worth goes before, and none starves.
    /// </summary>
    public required DateTimeOffset Rank { get; init; }

    /// <summary>Which attempt this is, from 1; never used again for another.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The attempt from which on attempts count: 1, or the first after a person sent it back into the queue.</summary>
    public int CountedFrom { get; init; } = 1;

    /// <summary>The robot that holds it, or held it when it ended; none while it waits.</summary>
    public string? Robot { get; init; }

    /// <summary>The robots that had it and did not finish it, oldest first.</summary>
    public IReadOnlyList<string> Avoided { get; init; } = [];

    /// <summary>When a robot was given it (UTC).</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When that robot accepted it (UTC).</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When that robot began (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far the robot is, 0 to 100 %.</summary>
    public double? Progress { get; init; }

    /// <summary>Why it is in its state, where that does not go without saying.</summary>
    public string? Reason { get; init; }

    /// <summary>Somebody called it off while a robot held it.</summary>
    public CancelRequest? Cancel { get; init; }

    /// <summary>When its robot was last sent a command about it (UTC).</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the sweep has to look at it at the latest (UTC); none when nothing more happens by itself.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Its open alerts.</summary>
    public IReadOnlyList<OpenAlert> Alerts { get; init; } = [];

    /// <summary>The idempotency key that it was placed with.</summary>
    public string? Key { get; init; }

    /// <summary>A hash of what it was placed with, to tell a repetition from another order under the same key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; init; }
}
