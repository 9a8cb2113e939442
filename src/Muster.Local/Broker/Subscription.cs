namespace Muster.Local.Broker;

/// <summary>A client's subscription (MQTT 5, section 3.8).</summary>
/// <param name="Session">Whose it is.</param>
/// <param name="Filter">Its topic filter.</param>
/// <param name="QualityOfService">The highest quality of service of what is delivered, 0 to 2.</param>
/// <param name="NoLocal">Whether what the client itself publishes is left out.</param>
/// <param name="RetainAsPublished">Whether the publisher's RETAIN flag is kept.</param>
/// <param name="Identifier">The subscription identifier; 0 when it has none.</param>
internal sealed record Subscription(ClientSession Session, string Filter, int QualityOfService, bool NoLocal, bool RetainAsPublished, uint Identifier);
