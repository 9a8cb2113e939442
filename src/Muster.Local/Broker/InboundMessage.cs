using MQTTnet;
using Muster.Local.Rules;

namespace Muster.Local.Broker;

/// <summary>A message on its way in, from a client, a will, or the HTTP API.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="Payload">Its payload: the receive buffer, valid until the first await.</param>
/// <param name="ClientId">Who published it; none for the HTTP API and the broker itself.</param>
/// <param name="QualityOfService">0, 1 or 2.</param>
/// <param name="Retain">Whether it is to be kept for later subscribers.</param>
/// <param name="Properties">The message with its MQTT 5 properties; none when it has no properties.</param>
internal readonly record struct InboundMessage(
    PreparedTopic Topic,
    ReadOnlyMemory<byte> Payload,
    string? ClientId,
    int QualityOfService = 1,
    bool Retain = false,
    MqttApplicationMessage? Properties = null)
{
    /// <summary>How far it is from what a client sent; none when it is that.</summary>
    public Republished? Origin { get; init; }
}
