using Muster.Fleet.Orders;

namespace Muster.Fleet.Store;

/// <summary>Which orders to list, newest first.</summary>
/// <param name="Site">Only those at this site.</param>
/// <param name="States">Only those in one of these states; none for all.</param>
/// <param name="PlacedBefore">Only those placed before (UTC).</param>
/// <param name="PlacedAfter">Only those placed at this time or after (UTC).</param>
/// <param name="Before">Only those whose ids come before this one: where the last page stopped.</param>
/// <param name="Limit">At most so many, 1 to <see cref="RobotQuery.MaxLimit"/>.</param>
public sealed record OrderQuery(
    string? Site = null,
    IReadOnlyList<OrderState>? States = null,
    DateTimeOffset? PlacedBefore = null,
    DateTimeOffset? PlacedAfter = null,
    string? Before = null,
    int Limit = 100);
