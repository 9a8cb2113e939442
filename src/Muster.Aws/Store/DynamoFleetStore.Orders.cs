using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

public sealed partial class DynamoFleetStore
{
    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, Order? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
}
