using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>The port's queries of alerts, notifications and sites.</summary>
internal sealed class RecordReader(ItemReader reader, RobotReader robots, OrderReader orders, TableNames tables, TimeProvider clock)
{
    public async Task<Alert?> FindAlertAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(RecordItems.AlertId(id), cancellationToken).ConfigureAwait(false) is { } item ? RecordItems.ReadAlert(item) : null;

    public async Task<Notification?> FindNotificationAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(RecordItems.NotificationId(id), cancellationToken).ConfigureAwait(false) is { } item ? RecordItems.ReadNotification(item) : null;

    public async Task<Site?> FindSiteAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(RecordItems.SiteId(name), cancellationToken).ConfigureAwait(false) is { } item ? RecordItems.ReadSite(item) : null;

    public Task<Page<Alert>> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lists = query.IsOpen switch
        {
            true => [RecordItems.OpenAlerts],
            false => [RecordItems.PastAlerts],
            null => [RecordItems.OpenAlerts, RecordItems.PastAlerts],
        };
        if (query.Before is { } before && !CanBePlace(before))
        {
            return Task.FromResult(new Page<Alert>([], Next: null));
        }

        var listed = IndexWalk.MergeAsync(reader, [.. lists.Select(l => Walk(l) with { Before = query.Before, IsBackwards = true, PageSize = query.Limit + 1 })], null, cancellationToken);
        return PageReader.ReadAsync(
            reader,
            tables.Records,
            Attributes.Id,
            listed,
            i => Live(i) is { } item && RecordItems.ReadAlert(item) is var alert && Matches(alert, query) ? alert : null,
            query.Limit,
            RecordItems.Place,
            cancellationToken);
    }

    public Task<Page<Notification>> ListNotificationsAsync(NotificationState? state, string? after, int limit, CancellationToken cancellationToken)
    {
        if (after is not null && !CanBePlace(after))
        {
            return Task.FromResult(new Page<Notification>([], Next: null));
        }

        var states = state is { } one ? [one] : Enum.GetValues<NotificationState>();
        var listed = IndexWalk.MergeAsync(reader, [.. states.Select(s => Walk(RecordItems.Notifications(s)) with { After = after, PageSize = limit + 1 })], null, cancellationToken);
        return PageReader.ReadAsync(
            reader,
            tables.Records,
            Attributes.Id,
            listed,
            i => Live(i) is { } item && RecordItems.ReadNotification(item) is var n && (state is null || n.State == state) ? n : null,
            limit,
            n => n.Id,
            cancellationToken);
    }

    public async Task<IReadOnlyList<Notification>> ListDueNotificationsAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var ids = await robots.DueAsync(tables.Records, Attributes.Id, now, limit, cancellationToken).ConfigureAwait(false);
        var items = await reader.FindAsync(tables.Records, Attributes.Id, ids, cancellationToken).ConfigureAwait(false);
        return [.. items.Select(RecordItems.ReadNotification).Where(n => n.Due <= now).OrderBy(n => n.Due).ThenBy(n => n.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<SiteSummary>> ListSitesAsync(CancellationToken cancellationToken)
    {
        var robotsAt = robots.CountBySiteAsync(cancellationToken);
        var pendingAt = orders.CountPendingAsync(cancellationToken);
        var holds = await HoldsAsync(cancellationToken).ConfigureAwait(false);
        var (robotCounts, pending) = (await robotsAt.ConfigureAwait(false), await pendingAt.ConfigureAwait(false));
        return
        [
            .. robotCounts.Keys.Union(pending.Keys).Union(holds.Keys).Order(StringComparer.Ordinal)
                .Select(s => new SiteSummary(s, holds.GetValueOrDefault(s), robotCounts.GetValueOrDefault(s), pending.GetValueOrDefault(s))),
        ];
    }

    private async Task<Dictionary<string, SiteHold>> HoldsAsync(CancellationToken cancellationToken)
    {
        var page = await PageReader.ReadAsync(
            reader, tables.Records, Attributes.Id, reader.QueryAsync(Walk(RecordItems.Sites).ToRequest(), cancellationToken), RecordItems.ReadSite, int.MaxValue - 1, s => s.Name, cancellationToken).ConfigureAwait(false);
        return page.Items.Where(s => s.Hold is not null).ToDictionary(s => s.Name, s => s.Hold!, StringComparer.Ordinal);
    }

    private async Task<DynamoItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        Values.CanBeKey(id) && await reader.FindAsync(tables.Records, RecordItems.Key(id), cancellationToken).ConfigureAwait(false) is { } item ? Live(item) : null;

    private IndexWalk Walk(string list) => new(tables.Records, Indexes.ByList, Attributes.List, Values.Of(list), Attributes.Place);

    private DynamoItem? Live(DynamoItem item) => item.IsExpired(clock.GetUtcNow()) ? null : item;

    /// <summary>A sort key is half as long as a partition key at most; what a caller typed is no place then.</summary>
    private static bool CanBePlace(string text) => text.Length is > 0 and <= 256;

    private static bool Matches(Alert alert, AlertQuery query) =>
        (query.IsOpen is null || alert.IsOpen == query.IsOpen)
        && (query.Site is null || alert.Site == query.Site)
        && (query.Kind is null || alert.Kind == query.Kind);
}
