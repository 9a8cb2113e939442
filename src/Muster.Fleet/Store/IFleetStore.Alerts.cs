using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Store;

public partial interface IFleetStore
{
    /// <summary>The alert with that id; none when there is none.</summary>
    ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken);

    /// <summary>Alerts, newest first; <see cref="Page{T}.Next"/> is the next query's <see cref="AlertQuery.Before"/>.</summary>
    ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken);

    /// <summary>The notification with that id; none when there is none.</summary>
    ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken);

    /// <summary>Notifications by id; only those in <paramref name="state"/>, when one is given.</summary>
    ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Notifications whose <see cref="Notification.Due"/> has come, longest due first.</summary>
    ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>What is known of a site; none when nothing ever was.</summary>
    ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sites that are held, that have robots or have orders that wait, by name.</summary>
    ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The feed: what was said on <c>fleet/…</c> of changes, in the order of the commits. Bounded: it begins with the oldest
    /// that is kept.
    /// </summary>
    /// <param name="after">Only those behind this one; none for the oldest.</param>
    /// <param name="site">Only those of this site.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken);

    /// <summary>The newest place in the feed: where somebody begins who wants what comes from now on; none while it is empty.</summary>
    ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken);
}
