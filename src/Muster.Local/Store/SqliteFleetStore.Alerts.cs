using System.Globalization;
using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

public sealed partial class SqliteFleetStore
{
    /// <inheritdoc/>
    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => ReadAsync(db => AlertRows.Find(db, id));

    /// <inheritdoc/>
    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => ReadAsync(db => AlertRows.List(db, query));

    /// <inheritdoc/>
    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) => ReadAsync(db => NotificationRows.Find(db, id));

    /// <inheritdoc/>
    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => NotificationRows.List(db, state, after, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => NotificationRows.Due(db, now, limit));

    /// <summary>How many notifications wait to be sent; counted only up to <paramref name="most"/>.</summary>
    public ValueTask<int> CountWaitingNotificationsAsync(int most) => ReadAsync(db => NotificationRows.CountWaiting(db, most));

    /// <inheritdoc/>
    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => ReadAsync(db => SiteRows.Find(db, name));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => ReadAsync(SiteRows.List);

    /// <inheritdoc/>
    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => FeedRows.List(db, after, site, limit));

    /// <inheritdoc/>
    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) =>
        ReadAsync(db => FeedRows.Last(db)?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until the feed goes on, for readers in this process.</summary>
    /// <param name="after">The last <see cref="FeedPage.Last"/>; none for any entry at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when there is a later entry on disk; never on the writer's thread.</returns>
    public Task WaitForFeedAsync(string? after, CancellationToken cancellationToken) =>
        _feed.WaitAsync(after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture), cancellationToken);
}
