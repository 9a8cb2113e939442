namespace Muster.Local.Simulator;

/// <summary>A message that a simulated robot wants sent, at QoS 1.</summary>
/// <param name="Id">Tells the robot's messages apart; the same when it is sent again.</param>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The payload, UTF-8 JSON.</param>
/// <param name="IsOrderReport">Whether the robot repeats it until it is acknowledged; a status report is outdated by the next one.</param>
public sealed record SimulatedMessage(long Id, string Topic, ReadOnlyMemory<byte> Payload, bool IsOrderReport);
