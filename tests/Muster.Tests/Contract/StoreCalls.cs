using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Robots;

namespace Muster.Tests.Contract;

/// <summary>The port's calls as tests make them: without tokens, and off the store's own thread afterwards.</summary>
internal static class StoreCalls
{
    /// <summary>Reports, and leaves the writer's thread, on which the caller may be continued.</summary>
    public static Task<StatusDecision> ReportAsync(this IFleetStore store, StatusReport report) => LeaveAsync(store.ReportStatusAsync(report, CancellationToken.None));

    public static async Task<Robot?> FindAsync(this IFleetStore store, string name) => await store.FindRobotAsync(name, CancellationToken.None);

    public static async Task<Page<Robot>> ListAsync(this IFleetStore store, RobotQuery query) => await store.ListRobotsAsync(query, CancellationToken.None);

    public static async Task<Page<RobotEvent>> HistoryAsync(this IFleetStore store, string name, long? before = null, int limit = 1000) =>
        await store.ListHistoryAsync(name, before, limit, CancellationToken.None);

    public static async Task<bool> CommitAsync(this IFleetStore store, params RobotPut[] puts) => (await store.CommitAsync(new Commit { Robots = puts })).IsDone;

    public static async Task<CommitResult> CommitAsync(this IFleetStore store, Commit commit) => await store.CommitAsync(commit, CancellationToken.None);

    /// <summary>Writes what shall be there at the start of a test, each as new; a few at once, as a store may take no more in one commit.</summary>
    public static async Task PutAsync(this IFleetStore store, params object[] items)
    {
        foreach (var part in items.Chunk(4))
        {
            await PutPartAsync(store, part);
        }
    }

    private static async Task PutPartAsync(IFleetStore store, object[] items)
    {
        var commit = new Commit
        {
            Robots = [.. items.OfType<Robot>().Select(r => new RobotPut(r, 0, null))],
            Orders = [.. items.OfType<Order>().Select(o => new OrderPut(o, 0, null))],
            Alerts = [.. items.OfType<Alert>().Select(a => new AlertPut(a, 0))],
            Notifications = [.. items.OfType<Notification>().Select(n => new NotificationPut(n.Id, n, 0))],
            Sites = [.. items.OfType<Site>().Select(s => new SitePut(s, 0))],
        };
        Assert.True((await store.CommitAsync(commit)).IsDone);
    }

    public static async Task<CommitResult> CommitAsync(this IFleetStore store, OrderPut put) => await store.CommitAsync(new Commit { Orders = [put] });

    public static async Task<Order?> FindOrderAsync(this IFleetStore store, string id) => await store.FindOrderAsync(id, CancellationToken.None);

    public static async Task<FeedPage> FeedAsync(this IFleetStore store, string? after = null, string? site = null, int limit = 1000) =>
        await store.ListFeedAsync(after, site, limit, CancellationToken.None);

    /// <summary>Keeps a retained message, and leaves the writer's thread.</summary>
    public static async Task KeepAsync(this SqliteFleetStore store, RetainedMessage message)
    {
        await store.RetainAsync(message);
        await Task.Yield();
    }

    /// <summary>Goes on where the store lets its caller go on: on its writer's thread, so that what is called next waits for one batch.</summary>
    public static async ValueTask ToWriterAsync(this SqliteFleetStore store)
    {
        do
        {
            await store.ReportStatusAsync(TestRobots.Report(TestRobots.Noon), CancellationToken.None);
        }
        while (Thread.CurrentThread.Name != "Store writer");
    }

    /// <summary>Waits for a call that was made before.</summary>
    public static async Task<StatusDecision> LeaveAsync(ValueTask<StatusDecision> call)
    {
        try
        {
            return await call;
        }
        finally
        {
            await Task.Yield();
        }
    }
}
