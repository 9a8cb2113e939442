using System.Text.Json.Serialization;

namespace Muster.Fleet.Messages;

/// <summary>
/// A client connected or is gone. Fields and values are those of AWS IoT Core's lifecycle events
/// (https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html); the embedded broker raises the same.
/// </summary>
/// <param name="ClientId">The MQTT client id.</param>
/// <param name="Timestamp">When it happened, in milliseconds since 1970 (UTC).</param>
/// <param name="EventType"><c>connected</c> or <c>disconnected</c>.</param>
/// <param name="SessionIdentifier">Names the connection.</param>
/// <param name="VersionNumber">Rises with the connections of this client id; AWS IoT Core begins anew after an hour without one.</param>
public sealed record LifecycleEvent(
    string ClientId,
    long Timestamp,
    string EventType,
    string SessionIdentifier,
    long VersionNumber)
{
    /// <summary>Whether the client said DISCONNECT; none on <c>connected</c>.</summary>
    public bool? ClientInitiatedDisconnect { get; init; }

    /// <summary>One of <see cref="DisconnectReason"/>; none on <c>connected</c>.</summary>
    public string? DisconnectReason { get; init; }

    /// <summary>The peer's address; none on <c>disconnected</c>.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Whether <see cref="Timestamp"/> is a time at all: of the years 1970 to 9999.</summary>
    [JsonIgnore]
    public bool HasTime => Timestamp is >= 0 and < 253_402_300_800_000;

    /// <summary>The time of the event (UTC).</summary>
    [JsonIgnore]
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Timestamp);
}
