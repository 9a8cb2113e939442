namespace Muster.Fleet.Messages;

/// <summary>A message from the fleet to robots or to anyone who listens, at QoS 1.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The payload, UTF-8 JSON.</param>
/// <param name="Retain">Whether the broker keeps it for those who subscribe later.</param>
public sealed record OutboundMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retain = false)
{
    /// <summary>How long it is worth delivering (MQTT 5's message expiry interval); none when it stays good.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>What the one who asked recognizes the answer by (MQTT 5's correlation data); empty when there is none.</summary>
    public ReadOnlyMemory<byte> CorrelationData { get; init; }

    /// <summary>
    /// The version of the state that it tells, on a topic that is of one robot or order; none for what is no state. Two changes
    /// that are said at once may overtake each other: whoever delivers lets go of an older one behind a newer.
    /// </summary>
    public long? Version { get; init; }

    /// <summary>Whether it tells of telemetry alone, which the next one makes old: it is in no feed and no history.</summary>
    public bool IsTelemetry { get; init; }
}
