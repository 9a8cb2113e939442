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
/// <param name="VersionNumber">Rises with each connection of this client id, so that late events can be told apart.</param>
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

    /// <summary>The time of the event (UTC).</summary>
    [JsonIgnore]
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Timestamp);
}
