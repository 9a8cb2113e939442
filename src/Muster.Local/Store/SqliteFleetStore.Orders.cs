using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

public sealed partial class SqliteFleetStore
{
    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderAsync(string id, CancellationToken cancellationToken) => ReadAsync(db => OrderQueries.Find(db, id));

    /// <inheritdoc/>
    public ValueTask<Order?> FindOrderByKeyAsync(string key, CancellationToken cancellationToken) => ReadAsync(db => OrderQueries.FindByKey(db, key));

    /// <inheritdoc/>
    public ValueTask<Page<Order>> ListOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => ReadAsync(db => OrderQueries.List(db, query));

    /// <inheritdoc/>
    public ValueTask<Page<OrderEvent>> ListOrderHistoryAsync(string id, long? before, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => OrderQueries.History(db, id, before ?? long.MaxValue, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, int>> CountOrdersAsync(CancellationToken cancellationToken) => ReadAsync(OrderQueries.Count);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListPendingAsync(string site, IReadOnlyCollection<string>? items, Order? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => PendingQueries.List(db, site, items, after, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingItemsAsync(string site, CancellationToken cancellationToken) =>
        ReadAsync(db => PendingQueries.Items(db, site));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListPendingSitesAsync(string? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => PendingQueries.Sites(db, after, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDueOrdersAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ReadAsync(db => OrderQueries.Due(db, now, limit));

    /// <inheritdoc/>
    public async ValueTask<int> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        // Mostly there is nothing: a fleet that is idle writes nothing.
        if (!await ReadAsync(db => DeleteEndedJob.HasWork(db, before)).ConfigureAwait(false))
        {
            return 0;
        }

        var job = new DeleteEndedJob(before, limit);
        _writer.Post(job);
        return await job.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
