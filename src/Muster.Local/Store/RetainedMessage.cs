namespace Muster.Local.Store;

/// <summary>A message that a client asked the broker to keep.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its payload; empty to clear the topic.</param>
/// <param name="QualityOfService">0, 1 or 2.</param>
/// <param name="ExpiresAt">When it is not worth delivering any more (UTC); none when it stays good.</param>
public sealed record RetainedMessage(string Topic, ReadOnlyMemory<byte> Payload, int QualityOfService, DateTimeOffset? ExpiresAt = null);
