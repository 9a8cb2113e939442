using System.Text;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;
using Muster.Fleet.Transfer;
using Muster.Tests.Contract;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Transfer;

/// <summary>Export and import as tests call them.</summary>
internal static class TransferCalls
{
    public static async Task<List<string>> ExportAsync(this IFleetStore store)
    {
        var lines = new List<string>();
        await foreach (var line in new FleetExport(store).ReadAsync(CancellationToken.None))
        {
            lines.Add(Encoding.UTF8.GetString(line.ToUtf8()));
        }

        return lines;
    }

    public static async Task<long> ImportAsync(this IFleetStore store, IEnumerable<string> lines, DateTimeOffset? endedFrom = null) =>
        await new FleetImport(store, endedFrom).WriteAsync(lines.ToAsyncEnumerable(), CancellationToken.None);

    /// <summary>A fleet with one of everything, and with histories that have gaps, as not each version has an entry.</summary>
    public static async Task FillAsync(this IFleetStore store)
    {
        await store.PutAsync(Full("r1"), Bare("r2"), FullOrder(1), Order(2), Alert(1), Alert(2, site: null, resolved: Noon.AddHours(1)), Notification(1), Site("kitchen", new SiteHold(Noon, "anna", "cleaning")));
        var (robot, order) = (Full("r1"), FullOrder(1));
        foreach (var version in new[] { 8, 9, 12 })
        {
            robot = robot with { Version = version, Status = version % 2 == 0 ? Fleet.Messages.RobotStatus.Paused : Fleet.Messages.RobotStatus.Online };
            var entry = new RobotEvent("r1", version, Noon.AddSeconds(version), RobotEventCause.Report, [new FieldChange("status", "\"ONLINE\"", "\"PAUSED\"")], "it said so", "anna");
            Assert.True(await store.CommitAsync(new RobotPut(robot, version == 12 ? 9 : version - 1, entry)));
            order = order with { Version = version, Progress = version };
            Assert.True((await store.CommitAsync(new OrderPut(order, version == 12 ? 9 : version - 1, Entry(order) with { Why = "why \"so\"", By = "bob", Robot = "r1", From = "PENDING" }))).IsDone);
        }

        var retired = Full("gone") with { Version = 3, RetiredAt = Noon, Site = null, ReportedAt = Noon.AddTicks(10) };
        await store.PutAsync(retired);
    }
}
