namespace Muster.Fleet.Sites;

/// <summary>A site where orders are taken, and none is dispatched.</summary>
/// <param name="At">Since when (UTC).</param>
/// <param name="By">Who holds it.</param>
/// <param name="Why">Why; none when nothing was said.</param>
public sealed record SiteHold(DateTimeOffset At, string By, string? Why = null);
