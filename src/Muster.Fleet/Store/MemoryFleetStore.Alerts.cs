using System.Globalization;
using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;

namespace Muster.Fleet.Store;

public sealed partial class MemoryFleetStore
{
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Notification> _notifications = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Site> _sites = new(StringComparer.Ordinal);
    private readonly Queue<FeedEntry> _feed = new();
    private long _lastFeed;

    /// <inheritdoc/>
    public ValueTask<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) => Read(() => _alerts.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => Read(() =>
    {
        var found = _alerts.Values
            .OrderByDescending(Place, StringComparer.Ordinal)
            .Where(a => query.IsOpen is null || a.IsOpen == query.IsOpen)
            .Where(a => query.Site is null || a.Site == query.Site)
            .Where(a => query.Kind is null || a.Kind == query.Kind)
            .Where(a => query.Before is null || string.CompareOrdinal(Place(a), query.Before) < 0);
        return PageOf(found, query.Limit, Place);
    });

    /// <inheritdoc/>
    public ValueTask<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) => Read(() => _notifications.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken) => Read(() =>
        PageOf(_notifications.Values.Where(n => (state is null || n.State == state) && (after is null || string.CompareOrdinal(n.Id, after) > 0)), limit, n => n.Id));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<Notification>>(() =>
        [.. _notifications.Values.Where(n => n.Due <= now).OrderBy(n => n.Due).ThenBy(n => n.Id, StringComparer.Ordinal).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) => Read(() => _sites.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken) => Read<IReadOnlyList<SiteSummary>>(() =>
    {
        var robots = Shown.Where(r => r.Site is not null).CountBy(r => r.Site!).ToDictionary();
        var pending = Pending.CountBy(o => o.Site).ToDictionary();
        var held = _sites.Values.Where(s => s.Hold is not null).Select(s => s.Name);
        return
        [
            .. robots.Keys.Union(pending.Keys).Union(held).Order(StringComparer.Ordinal)
                .Select(s => new SiteSummary(s, _sites.GetValueOrDefault(s)?.Hold, robots.GetValueOrDefault(s), pending.GetValueOrDefault(s))),
        ];
    });

    /// <inheritdoc/>
    public ValueTask<FeedPage> ListFeedAsync(string? after, string? site, int limit, CancellationToken cancellationToken) => Read(() =>
    {
        var from = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        var seen = _feed.Where(e => Number(e) > from).Take(limit).ToList();
        var isGap = after is not null && (_feed.Count > 0 ? from < Number(_feed.Peek()) - 1 : from < _lastFeed);
        return new FeedPage([.. seen.Where(e => site is null || e.Site == site)], seen.Count > 0 ? seen[^1].Id : after, isGap);
    });

    /// <inheritdoc/>
    public ValueTask<string?> FindFeedEndAsync(CancellationToken cancellationToken) => Read(() => _lastFeed == 0 ? null : Text(_lastFeed));

    /// <summary>Newest first is the time of opening, then the id.</summary>
    private static string Place(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.OpenedAt.ToUnixTimeMilliseconds():D14}|{alert.Id}");

    private static long Number(FeedEntry entry) => long.Parse(entry.Id, CultureInfo.InvariantCulture);

    private bool CanWrite(Commit commit) =>
        commit.Robots.All(p => p.CanWrite(_robots.GetValueOrDefault(p.Robot.Name)))
        && commit.Orders.All(CanWrite)
        && commit.Alerts.All(p => (_alerts.GetValueOrDefault(p.Alert.Id)?.Version ?? 0) == p.ExpectedVersion)
        && commit.Notifications.All(p => (_notifications.GetValueOrDefault(p.Id)?.Version ?? 0) == p.ExpectedVersion)
        && commit.Sites.All(p => (_sites.GetValueOrDefault(p.Site.Name)?.Version ?? 0) == p.ExpectedVersion);

    private void WriteOthers(Commit commit)
    {
        foreach (var put in commit.Orders)
        {
            Write(put);
        }

        foreach (var put in commit.Alerts)
        {
            _alerts[put.Alert.Id] = put.Alert;
            Say(FeedEntry.Alert, put.Alert.Site, FleetMessages.AlertChanged(put.Alert));
        }

        foreach (var put in commit.Notifications)
        {
            if (put.Notification is { } notification)
            {
                _notifications[put.Id] = notification;
            }
            else
            {
                _notifications.Remove(put.Id);
            }
        }

        foreach (var put in commit.Sites)
        {
            _sites[put.Site.Name] = put.Site;
        }
    }

    private void Say(string kind, string? site, OutboundMessage message)
    {
        _feed.Enqueue(new FeedEntry(Text(++_lastFeed), kind, site, message.Topic, message.Payload));
        while (_feed.Count > feedLength)
        {
            _feed.Dequeue();
        }
    }
}
