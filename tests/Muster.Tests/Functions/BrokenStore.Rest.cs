using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Tests.Functions;

internal sealed partial class BrokenStore
{
    public ValueTask<IReadOnlyList<Robot>> ListFreeRobotsAsync(string site, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyList<string>> ListDueRobotsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        throw Unavailable;

    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) => throw Unavailable;

    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) => throw Unavailable;
}
