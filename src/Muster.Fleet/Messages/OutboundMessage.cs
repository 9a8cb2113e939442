namespace Muster.Fleet.Messages;

/// <summary>A message from the fleet to robots or to anyone who listens, at QoS 1.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The payload, UTF-8 JSON.</param>
/// <param name="Retain">Whether the broker keeps it for those who subscribe later.</param>
public sealed record OutboundMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retain = false);
