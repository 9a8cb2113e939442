namespace Muster.Commands.Costs;

/// <summary>What was counted of a running fleet.</summary>
/// <param name="Robots">Robots that were not OFFLINE at the end.</param>
/// <param name="Reports">Status reports, also those that were refused or stale: they are billed all the same.</param>
/// <param name="Telemetry">Announcements of robots in which the status did not change.</param>
/// <param name="Changes">Announcements in which it did, but for those that an order brought.</param>
/// <param name="Disconnected">Connections that ended.</param>
/// <param name="Orders">Orders that were placed.</param>
/// <param name="OrderReports">Reports of robots on orders.</param>
/// <param name="ApiRequests">Requests under <c>/api</c>, but for those that placed orders.</param>
internal sealed record FleetCounts(long Robots, long Reports, long Telemetry, long Changes, long Disconnected, long Orders, long OrderReports, long ApiRequests);
