namespace Muster.Tests.Simulation;

/// <summary>Something that must never happen did.</summary>
internal sealed class SimulationException(string message, Exception? inner = null) : Exception(message, inner);
