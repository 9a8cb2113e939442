namespace Muster.Fleet.Orders;

/// <summary>Somebody wants a held order called off; it ends when the robot says so, or does not answer.</summary>
/// <param name="At">Since when (UTC).</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why; none when nothing was said.</param>
public sealed record CancelRequest(DateTimeOffset At, string? By = null, string? Why = null);
