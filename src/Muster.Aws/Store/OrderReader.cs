using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>The port's queries of orders.</summary>
internal sealed class OrderReader(IAmazonDynamoDB client, ItemReader reader, RobotReader robots, TableNames tables, RecentWrites recent, Retry retry, TimeProvider clock)
{
    private static readonly IReadOnlyList<OrderState> Open = [OrderState.Pending, OrderState.Assigned, OrderState.InProgress];

    public async Task<Order?> FindAsync(string id, CancellationToken cancellationToken) =>
        Values.CanBeKey(id) && await reader.FindAsync(tables.Orders, OrderItems.Key(id), cancellationToken).ConfigureAwait(false) is { } item ? Read(item) : null;

    public async Task<Order?> FindByKeyAsync(string key, CancellationToken cancellationToken)
    {
        var id = RecordItems.KeyId(key);
        return Values.CanBeKey(id)
            && await reader.FindAsync(tables.Records, RecordItems.Key(id), cancellationToken).ConfigureAwait(false) is { } item
            && !item.IsExpired(clock.GetUtcNow())
            && item.Text(Attributes.Order) is { } order
                ? await FindAsync(order, cancellationToken).ConfigureAwait(false)
                : null;
    }

    /// <summary>
    /// Newest first. Walks the site's index, or, without a site or for states in which there are few, one index of each state,
    /// merged: so no list passes over thousands of orders that ended.
    /// </summary>
    public async Task<Page<Order>> ListAsync(OrderQuery query, CancellationToken cancellationToken)
    {
        if (query.States is { Count: 0 } || query.Site is { } site && !Values.CanBeKey(site) || query.Before is { } before && !Values.CanBeKey(before))
        {
            return new Page<Order>([], Next: null);
        }

        var states = (query.States ?? Enum.GetValues<OrderState>()).Distinct().ToList();
        IReadOnlyList<IndexWalk> walks = query.Site is not null && !states.TrueForAll(Open.Contains)
            ? [new IndexWalk(tables.Orders, Indexes.BySite, Attributes.Site, Values.Of(query.Site), Attributes.Id)]
            : [.. states.Select(s => new IndexWalk(tables.Orders, Indexes.ByState, Attributes.State, Values.Of(s.ToWire()), Attributes.Id))];
        var isFiltered = query.PlacedAfter is not null || query.PlacedBefore is not null || query.Site is not null;
        var listed = IndexWalk.MergeAsync(
            reader, [.. walks.Select(w => w with { Before = query.Before, IsBackwards = true, PageSize = isFiltered ? null : query.Limit + 1 })], null, cancellationToken);
        return await PageReader.ReadAsync(
            reader,
            tables.Orders,
            Attributes.Id,
            listed.Where(i => Matches(i, query, states)),
            i => Matches(i, query, states) ? Read(i) : null,
            query.Limit,
            o => o.Id,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<OrderEvent>> ListHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken)
    {
        // Its entries are kept longer than it may live, and go with it.
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            return new Page<OrderEvent>([], Next: null);
        }

        var items = await robots.HistoryAsync(HistoryItems.OfOrder(id), before, limit, cancellationToken).ConfigureAwait(false);
        var events = items.Take(limit).Select(i => HistoryItems.ReadOrder(id, i)).ToList();
        return new Page<OrderEvent>(events, items.Count > limit ? events[^1].Version.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(Open.Select(s => CountAsync(s, cancellationToken))).ConfigureAwait(false);
        return Open.Zip(counts).Where(c => c.Second > 0).ToDictionary(c => c.First.ToWire(), c => c.Second, StringComparer.Ordinal);
    }

    /// <summary>
    /// The queue: who the index lists, and who this process put there a moment ago, as they are stored. What the index still
    /// lists and is not waiting any more is left out, so that dispatch does not claim it again and again.
    /// </summary>
    public async Task<IReadOnlyList<Order>> ListPendingAsync(string site, Order? after, int limit, CancellationToken cancellationToken)
    {
        if (!Values.CanBeKey(site))
        {
            return [];
        }

        var place = after is null ? "" : OrderItems.Place(after);
        bool IsListed(DynamoItem item) => item.Text(Attributes.PendingSite) == site && string.CompareOrdinal(item.Text(Attributes.Place), place) > 0;
        var walk = new IndexWalk(tables.Orders, Indexes.Pending, Attributes.PendingSite, Values.Of(site), Attributes.Place)
        {
            After = place.Length > 0 ? place : null,
            PageSize = limit,
        };
        var listed = await PageReader.ReadAsync(
            reader,
            tables.Orders,
            Attributes.Id,
            reader.QueryAsync(walk.ToRequest(), cancellationToken),
            i => IsListed(i) ? i : null,
            limit,
            _ => "",
            cancellationToken).ConfigureAwait(false);
        var known = listed.Items.Select(i => i.Text(Attributes.Id)!).ToHashSet(StringComparer.Ordinal);
        var added = await reader.FindAsync(tables.Orders, Attributes.Id, [.. recent.Find(site).Where(id => !known.Contains(id))], cancellationToken).ConfigureAwait(false);
        return [.. listed.Items.Concat(added.Where(IsListed)).OrderBy(i => i.Text(Attributes.Place), StringComparer.Ordinal).Take(limit).Select(OrderItems.Read)];
    }

    public async Task<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var sites = (await CountPendingAsync(cancellationToken).ConfigureAwait(false)).Keys;
        return [.. sites.Where(s => after is null || string.CompareOrdinal(s, after) > 0).Order(StringComparer.Ordinal).Take(limit)];
    }

    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        robots.DueAsync(tables.Orders, Attributes.Id, now, limit, cancellationToken);

    /// <summary>How many orders wait at each site: all of the sparse index, in which nothing else is.</summary>
    public async Task<Dictionary<string, int>> CountPendingAsync(CancellationToken cancellationToken)
    {
        var (sites, ids) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var scan = new ScanRequest { TableName = tables.Orders, IndexName = Indexes.Pending };
        await foreach (var item in reader.ScanAsync(scan, cancellationToken).ConfigureAwait(false))
        {
            Count(item);
        }

        foreach (var item in await reader.FindAsync(tables.Orders, Attributes.Id, [.. recent.Find(site: null).Where(id => !ids.Contains(id))], cancellationToken).ConfigureAwait(false))
        {
            Count(item);
        }

        return sites;

        void Count(DynamoItem item)
        {
            ids.Add(item.Text(Attributes.Id)!);
            if (item.Text(Attributes.PendingSite) is { } site)
            {
                sites[site] = sites.GetValueOrDefault(site) + 1;
            }
        }
    }

    private async Task<int> CountAsync(OrderState state, CancellationToken cancellationToken)
    {
        var request = new IndexWalk(tables.Orders, Indexes.ByState, Attributes.State, Values.Of(state.ToWire()), Attributes.Id).ToRequest();
        request.Select = Select.COUNT;
        var count = 0;
        do
        {
            var answer = await retry.ReadAsync(token => client.QueryAsync(request, token), cancellationToken).ConfigureAwait(false);
            count += answer.Count ?? 0;
            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return count;
    }

    private bool Matches(DynamoItem item, OrderQuery query, IReadOnlyList<OrderState> states) =>
        !item.IsExpired(clock.GetUtcNow())
        && (query.Site is null || item.Text(Attributes.Site) == query.Site)
        && OrderStateNames.TryParse(item.Text(Attributes.State)!, out var state) && states.Contains(state)
        && (query.PlacedBefore is null || item.Time(Attributes.PlacedAt) < query.PlacedBefore)
        && (query.PlacedAfter is null || item.Time(Attributes.PlacedAt) >= query.PlacedAfter);

    private Order? Read(DynamoItem item) => item.IsExpired(clock.GetUtcNow()) ? null : OrderItems.Read(item);
}
