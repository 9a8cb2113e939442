namespace Muster.Fleet.Rules;

/// <summary>What the broker knows of a message besides its payload: what the columns of a rule are made of.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="ClientId">Who published it; none when the fleet itself did.</param>
/// <param name="ReceivedAt">When the broker received it (UTC).</param>
/// <param name="Properties">Its MQTT 5 properties; none when it has none.</param>
public readonly record struct MessageContext(TopicName Topic, string? ClientId, DateTimeOffset ReceivedAt, MqttProperties? Properties = null)
{
    /// <summary>Where it came from; none where the broker does not say. One reference, for the context is copied with each message.</summary>
    public MessageOrigin? Origin { get; init; }

    /// <summary>What <c>principal()</c> is.</summary>
    public string? Principal => Origin?.Principal;

    /// <summary>What <c>sourceip()</c> is.</summary>
    public string? SourceIp => Origin?.SourceIp;

    /// <summary>What <c>traceid()</c> is.</summary>
    public string? TraceId => Origin?.TraceId;

    /// <summary>What <c>accountid()</c> is.</summary>
    public string? AccountId => Origin?.AccountId;
}
