using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Tests.Functions;

internal sealed partial class InterruptedStore
{
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) =>
        inner.ListFreeRobotsAsync(site, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ListDueRobotsAsync(now, limit, cancellationToken);

    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => ThenAsync(inner.FindOrderAsync(id, cancellationToken));

    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) =>
        inner.FindOrderByKeyAsync(key, cancellationToken);

    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) =>
        inner.ListOrdersAsync(query, cancellationToken);

    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) =>
        inner.ListOrderHistoryAsync(id, before, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) =>
        inner.CountOrdersAsync(cancellationToken);

    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) =>
        inner.ListPendingAsync(site, items, after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) => inner.ListPendingItemsAsync(site, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) =>
        inner.ListPendingSitesAsync(after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ListDueOrdersAsync(now, limit, cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        inner.DeleteEndedAsync(before, limit, cancellationToken);

    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => inner.FindAlertAsync(id, cancellationToken);

    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) =>
        inner.ListAlertsAsync(query, cancellationToken);

    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) =>
        inner.FindNotificationAsync(id, cancellationToken);

    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) =>
        inner.ListNotificationsAsync(state, after, limit, cancellationToken);

    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ListDueNotificationsAsync(now, limit, cancellationToken);

    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => inner.FindSiteAsync(name, cancellationToken);

    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => inner.ListSitesAsync(cancellationToken);

    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) =>
        inner.ListFeedAsync(after, site, limit, cancellationToken);

    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) => inner.FindFeedEndAsync(cancellationToken);
}
