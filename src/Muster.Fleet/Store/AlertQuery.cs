namespace Muster.Fleet.Store;

/// <summary>Which alerts to list, newest first.</summary>
/// <param name="IsOpen">Only those that are open, or only those that are over.</param>
/// <param name="Site">Only those of this site.</param>
/// <param name="Kind">Only those of this kind.</param>
/// <param name="Before">Where the last page stopped.</param>
/// <param name="Limit">At most so many, 1 to <see cref="RobotQuery.MaxLimit"/>.</param>
public sealed record AlertQuery(bool? IsOpen = null, string? Site = null, string? Kind = null, string? Before = null, int Limit = 100);
