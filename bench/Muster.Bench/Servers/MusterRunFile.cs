namespace Muster.Bench.Servers;

/// <summary><c>muster.run.json</c>, which Muster writes into its data folder when it listens.</summary>
internal sealed record MusterRunFile(int Pid, int MqttPort, int HttpPort);
