using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

// What only reads, and what only lets go.
internal sealed partial class SteppedStore
{
    public ValueTask<Robot?> FindRobotAsync(string name, CancellationToken cancellationToken) =>
        StepAsync("find robot", name, () => inner.FindRobotAsync(name, CancellationToken.None));

    public ValueTask<Page<Robot>> ListRobotsAsync(RobotQuery query, CancellationToken cancellationToken) =>
        StepAsync("list robots", query.Site, () => inner.ListRobotsAsync(query, CancellationToken.None));

    public ValueTask<Page<RobotEvent>> ListHistoryAsync(string name, long? before, int limit, CancellationToken cancellationToken) =>
        StepAsync("list history", name, () => inner.ListHistoryAsync(name, before, limit, CancellationToken.None));

    public ValueTask<IReadOnlyDictionary<string, int>> CountRobotsAsync(CancellationToken cancellationToken) =>
        StepAsync("count robots", null, () => inner.CountRobotsAsync(CancellationToken.None));

    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) =>
        StepAsync("list free robots", site, () => inner.ListFreeRobotsAsync(site, CancellationToken.None));

    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        StepAsync("list due robots", null, () => inner.ListDueRobotsAsync(now, limit, CancellationToken.None));

    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) =>
        StepAsync("find order", World.Short(id), () => inner.FindOrderAsync(id, CancellationToken.None));

    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) =>
        StepAsync("find order by key", key, () => inner.FindOrderByKeyAsync(key, CancellationToken.None));

    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) =>
        StepAsync("list orders", query.Site, () => inner.ListOrdersAsync(query, CancellationToken.None));

    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) =>
        StepAsync("list order history", World.Short(id), () => inner.ListOrderHistoryAsync(id, before, limit, CancellationToken.None));

    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) =>
        StepAsync("count orders", null, () => inner.CountOrdersAsync(CancellationToken.None));

    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) =>
        StepAsync("list pending", site, () => inner.ListPendingAsync(site, items, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) =>
        StepAsync("list pending items", site, () => inner.ListPendingItemsAsync(site, CancellationToken.None));

    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) =>
        StepAsync("list pending sites", null, () => inner.ListPendingSitesAsync(after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        StepAsync("list due orders", null, () => inner.ListDueOrdersAsync(now, limit, CancellationToken.None));

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        StepAsync("delete ended", null, () => inner.DeleteEndedAsync(before, limit, CancellationToken.None));

    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) =>
        StepAsync("find alert", null, () => inner.FindAlertAsync(id, CancellationToken.None));

    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        StepAsync("list alerts", query.Site, () => inner.ListAlertsAsync(query, CancellationToken.None));

    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) =>
        StepAsync("find notification", null, () => inner.FindNotificationAsync(id, CancellationToken.None));

    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) =>
        StepAsync("list notifications", null, () => inner.ListNotificationsAsync(state, after, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        StepAsync("list due notifications", null, () => inner.ListDueNotificationsAsync(now, limit, CancellationToken.None));

    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) =>
        StepAsync("find site", name, () => inner.FindSiteAsync(name, CancellationToken.None));

    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) =>
        StepAsync("list sites", null, () => inner.ListSitesAsync(CancellationToken.None));

    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) =>
        StepAsync("list feed", site, () => inner.ListFeedAsync(after, site, limit, CancellationToken.None));

    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) =>
        StepAsync("find feed end", null, () => inner.FindFeedEndAsync(CancellationToken.None));
}
