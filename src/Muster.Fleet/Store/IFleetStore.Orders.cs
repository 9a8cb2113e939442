using Muster.Fleet.Orders;

namespace Muster.Fleet.Store;

public partial interface IFleetStore
{
    /// <summary>The order with that id; none when there is none.</summary>
    ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken);

    /// <summary>The order that was placed with that idempotency key; none when there is none.</summary>
    ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>Orders, newest first; <see cref="Page{T}.Next"/> is the next query's <see cref="OrderQuery.Before"/>.</summary>
    ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken);

    /// <summary>An order's history, newest first.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="before">Only entries with a lower version: where the last page stopped.</param>
    /// <param name="limit">At most so many, 1 to <see cref="RobotQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>How many orders have not ended, by the name of their state on the wire.</summary>
    ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A site's PENDING orders by <see cref="Order.Rank"/>, then id: who is served first comes first. What it costs grows with
    /// the number of items and of orders that are returned, not with the orders of other items that wait.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="items">Only orders of these items; none for all.</param>
    /// <param name="after">Only those behind this one: where the last page stopped.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken);

    /// <summary>The items of a site's PENDING orders, by name.</summary>
    ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken);

    /// <summary>The names of sites with PENDING orders, by name.</summary>
    /// <param name="after">Only those behind this one: where the last page stopped.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>The ids of orders whose <see cref="Order.Due"/> has come, longest due first.</summary>
    ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Lets go of orders that ended before <paramref name="before"/>, with their history and what tells of them.</summary>
    /// <returns>How many; fewer than <paramref name="limit"/> when there are no more. A store that ages them by itself returns 0.</returns>
    ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
