using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

public sealed partial class DynamoFleetStore
{
    /// <inheritdoc/>
    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => new(_records.FindAlertAsync(id, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => new(_records.ListAlertsAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) => new(_records.FindNotificationAsync(id, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) =>
        new(_records.ListNotificationsAsync(state, after, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        new(_records.ListDueNotificationsAsync(now, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => new(_records.FindSiteAsync(name, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => new(_records.ListSitesAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) =>
        new(_feed.ListAsync(after, site, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) => new(_feed.FindEndAsync(cancellationToken));

    /// <summary>Waits until the feed goes on, also by what other processes write.</summary>
    /// <param name="after">The last <see cref="FeedPage.Last"/>; none for any entry at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForFeedAsync(string? after, CancellationToken cancellationToken) => _feed.WaitAsync(after, cancellationToken);
}
