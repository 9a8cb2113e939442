using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

public sealed partial class DynamoFleetStore
{
    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => new(_orders.FindAsync(id, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) => new(_orders.FindByKeyAsync(key, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => new(_orders.ListAsync(query, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) =>
        new(_orders.ListHistoryAsync(id, before, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) => new(_orders.CountAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, Order? after, int limit, CancellationToken cancellationToken) =>
        new(_orders.ListPendingAsync(site, after, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) =>
        new(_orders.ListPendingSitesAsync(after, limit, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        new(_orders.ListDueAsync(now, limit, cancellationToken));

    /// <inheritdoc/>
    /// <remarks>Items carry the time when they go (<see cref="DynamoStoreOptions.KeepOrders"/>); DynamoDB lets go of them by itself, and no query shows them any more.</remarks>
    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => ValueTask.FromResult(0);
}
