namespace Muster.Fleet.Messages;

/// <summary>
/// What a robot says of itself on <c>robots/{name}/status</c> (design.md section 5), read and validated.
/// A field left out keeps its value, <c>null</c> clears it (RFC 7396).
/// </summary>
public readonly record struct StatusReport
{
    /// <summary>The largest payload that is read, in bytes: AWS IoT Core's own limit.</summary>
    public const int MaxPayloadBytes = 128 * 1024;

    /// <summary>The robot's name: the topic's, or the payload's where no topic came with it.</summary>
    public required string Name { get; init; }

    /// <summary>The status it reports.</summary>
    public required RobotStatus Status { get; init; }

    /// <summary>When the fleet received it (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the robot made it, by the robot's own clock (RFC 3339); none when it did not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The site where it is: 1 to 64 characters.</summary>
    public Optional<string> Site { get; init; }

    /// <summary>What it can do: up to 64 words of 1 to 64 characters.</summary>
    public Optional<IReadOnlyList<string>> Capabilities { get; init; }

    /// <summary>Its battery's charge, 0 to 100 %.</summary>
    public Optional<double?> Battery { get; init; }

    /// <summary>Where it stands.</summary>
    public Optional<Position> Position { get; init; }

    /// <summary>The order that it holds: 1 to 64 characters.</summary>
    public Optional<string> Order { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Optional<Fault> Fault { get; init; }
}
