using System.Diagnostics;
using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Bench.Orders.Dispatch;

/// <summary>A store, and how long its callers have waited for commits.</summary>
internal sealed class CommitTimer(IFleetStore store) : IFleetStore
{
    /// <summary>Since the beginning, in ticks of <see cref="Stopwatch"/>.</summary>
    internal long Ticks { get; private set; }

    public async ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await store.CommitAsync(commit, cancellationToken);
        Ticks += Stopwatch.GetTimestamp() - start;
        return result;
    }

    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken) => store.ReportStatusAsync(report, cancellationToken);

    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) => store.FindRobotAsync(name, cancellationToken);

    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) => store.ListRobotsAsync(query, cancellationToken);

    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) => store.ListHistoryAsync(name, before, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) => store.CountRobotsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) => store.ListFreeRobotsAsync(site, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => store.ListDueRobotsAsync(now, limit, cancellationToken);

    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => store.FindOrderAsync(id, cancellationToken);

    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) => store.FindOrderByKeyAsync(key, cancellationToken);

    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => store.ListOrdersAsync(query, cancellationToken);

    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) => store.ListOrderHistoryAsync(id, before, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) => store.CountOrdersAsync(cancellationToken);

    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) => store.ListPendingAsync(site, items, after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) => store.ListPendingItemsAsync(site, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) => store.ListPendingSitesAsync(after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => store.ListDueOrdersAsync(now, limit, cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => store.DeleteEndedAsync(before, limit, cancellationToken);

    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => store.FindAlertAsync(id, cancellationToken);

    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => store.ListAlertsAsync(query, cancellationToken);

    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) => store.FindNotificationAsync(id, cancellationToken);

    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) => store.ListNotificationsAsync(state, after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => store.ListDueNotificationsAsync(now, limit, cancellationToken);

    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => store.FindSiteAsync(name, cancellationToken);

    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => store.ListSitesAsync(cancellationToken);

    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) => store.ListFeedAsync(after, site, limit, cancellationToken);

    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) => store.FindFeedEndAsync(cancellationToken);
}
