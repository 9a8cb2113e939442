namespace Muster.Fleet.Rules;

/// <summary>What the broker knows of a message besides its payload: what the columns of a rule are made of.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="ClientId">Who published it; none when the fleet itself did.</param>
/// <param name="ReceivedAt">When the broker received it (UTC).</param>
/// <param name="Properties">Its MQTT 5 properties; none when it has none.</param>
public readonly record struct MessageContext(TopicName Topic, string? ClientId, DateTimeOffset ReceivedAt, MqttProperties? Properties = null);
