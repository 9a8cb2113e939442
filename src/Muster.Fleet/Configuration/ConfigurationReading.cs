namespace Muster.Fleet.Configuration;

/// <summary>What came of reading a file.</summary>
/// <param name="Configuration">The configuration; none when there are problems.</param>
/// <param name="Problems">All that is not right, in the file's order; empty when all is.</param>
public sealed record ConfigurationReading(FleetConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems);
