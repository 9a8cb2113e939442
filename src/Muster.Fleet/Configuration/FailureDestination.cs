namespace Muster.Fleet.Configuration;

/// <summary>Where an event goes that failed for good, with the reason: a topic or a file, one of the two.</summary>
/// <param name="Topic">The topic that the record is published on.</param>
/// <param name="File">The file that it is added to, a line each, relative to the data folder.</param>
public sealed record FailureDestination(string? Topic, string? File);
