using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Store;

public sealed partial class MemoryFleetStore
{
    private readonly SortedDictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OrderEvent>> _orderHistory = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => Read(() => _orders.GetValueOrDefault(id));

    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) =>
        Read(() => _orders.Values.FirstOrDefault(o => o.Key == key));

    /// <inheritdoc/>
    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => Read(() =>
    {
        var found = _orders.Values.Reverse()
            .Where(o => query.Site is null || o.Site == query.Site)
            .Where(o => query.States is null || query.States.Contains(o.State))
            .Where(o => query.PlacedBefore is null || o.PlacedAt < query.PlacedBefore)
            .Where(o => query.PlacedAfter is null || o.PlacedAt >= query.PlacedAfter)
            .Where(o => query.Before is null || string.CompareOrdinal(o.Id, query.Before) < 0);
        return PageOf(found, query.Limit, o => o.Id);
    });

    /// <inheritdoc/>
    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) => Read(() =>
        PageOf(_orderHistory.GetValueOrDefault(id, []).AsEnumerable().Reverse().Where(e => before is null || e.Version < before), limit, e => Text(e.Version)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<string, int>>(() => _orders.Values.Where(o => !o.State.IsEnded()).CountBy(o => o.State.ToWire()).ToDictionary());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<Order>>(() =>
        [.. Pending.Where(o => o.Site == site && items?.Contains(o.Item) != false).Order(QueueOrder).Where(o => after is null || QueueOrder.Compare(o, after) > 0).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) => Read<IReadOnlyList<string>>(() =>
        [.. Pending.Where(o => o.Site == site).Select(o => o.Item).Distinct().Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<string>>(() =>
        [.. Pending.Select(o => o.Site).Distinct().Order(StringComparer.Ordinal).Where(s => after is null || string.CompareOrdinal(s, after) > 0).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => Read<IReadOnlyList<string>>(() =>
        [.. _orders.Values.Where(o => o.Due <= now).OrderBy(o => o.Due).ThenBy(o => o.Id, StringComparer.Ordinal).Take(limit).Select(o => o.Id)]);

    /// <inheritdoc/>
    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => Read(() =>
    {
        var gone = _orders.Values.Where(o => o.EndedAt < before).OrderBy(o => o.EndedAt).Take(limit).Select(o => o.Id).ToList();
        foreach (var id in gone)
        {
            _orders.Remove(id);
            _orderHistory.Remove(id);
        }

        foreach (var alert in _alerts.Values.Where(a => a.ResolvedAt < before).ToList())
        {
            _alerts.Remove(alert.Id);
        }

        foreach (var notification in _notifications.Values.Where(n => n.Due is null && n.CreatedAt < before).ToList())
        {
            _notifications.Remove(notification.Id);
        }

        return gone.Count;
    });

    private static readonly Comparer<Order> QueueOrder = Comparer<Order>.Create((a, b) =>
        a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : string.CompareOrdinal(a.Id, b.Id));

    private IEnumerable<Order> Pending => _orders.Values.Where(o => o.State == OrderState.Pending);

    private bool CanWrite(OrderPut put) => put.ExpectedVersion > 0
        ? _orders.GetValueOrDefault(put.Order.Id)?.Version == put.ExpectedVersion
        : !_orders.ContainsKey(put.Order.Id) && (put.Order.Key is not { } key || _orders.Values.All(o => o.Key != key));

    private void Write(OrderPut put)
    {
        var order = put.Order;
        _orders[order.Id] = order;
        if (put.Event is not null)
        {
            if (!_orderHistory.TryGetValue(order.Id, out var history))
            {
                _orderHistory[order.Id] = history = [];
            }

            history.Add(put.Event);
        }

        if (!put.IsSilent)
        {
            Say(FeedEntry.Order, order.Site, put.Said);
        }
    }
}
