namespace Muster.Bench.Orders.Dispatch;

/// <param name="Robots">Robots in the fleet.</param>
/// <param name="AtSite">Robots at the site of an order: those that are looked at.</param>
/// <param name="Ours">The dispatcher.</param>
/// <param name="Scan">First come, first served by a scan of the table.</param>
internal sealed record DispatchSize(int Robots, int AtSite, DispatchCost Ours, DispatchCost Scan);
