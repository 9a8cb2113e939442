using Muster.Fleet.Sites;

namespace Muster.Fleet.Store;

/// <summary>A site at a glance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hold">Who holds it; none when orders are dispatched.</param>
/// <param name="Robots">How many robots are there.</param>
/// <param name="Pending">How many orders wait there.</param>
public sealed record SiteSummary(string Name, SiteHold? Hold, int Robots, int Pending);
