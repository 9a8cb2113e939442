using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>Writes of what is replaced whole, over its version. What has expired counts as gone, whether DynamoDB let it go yet or not.</summary>
internal sealed class VersionedWrites(TableNames tables, DynamoStoreOptions options, TimeProvider clock)
{
    public ItemWrite Order(OrderPut put) =>
        Over(tables.Orders, OrderItems.Key(put.Order.Id), put.ExpectedVersion).Put(OrderItems.ToItem(put.Order, options.KeepOrders));

    public ItemWrite Alert(AlertPut put) => Record(RecordItems.AlertId(put.Alert.Id), put.ExpectedVersion).Put(RecordItems.ToItem(put.Alert, options.KeepOrders));

    public ItemWrite Site(SitePut put) => Record(RecordItems.SiteId(put.Site.Name), put.ExpectedVersion).Put(RecordItems.ToItem(put.Site));

    public ItemWrite Notification(NotificationPut put)
    {
        var write = Record(RecordItems.NotificationId(put.Id), put.ExpectedVersion);
        return put.Notification is { } notification ? write.Put(RecordItems.ToItem(notification, options.KeepOrders)) : write.Delete();
    }

    /// <summary>
    /// The idempotency key of an order: taken with a new order, let go of with one that ended, kept again when that one is sent
    /// back into the queue. None when there is nothing to do.
    /// </summary>
    public ItemWrite? Key(OrderPut put)
    {
        if (put.Order.Key is not { } key || (put.ExpectedVersion > 0 && put.Order.State.IsHeld()))
        {
            return null;
        }

        var id = RecordItems.KeyId(key);
        var expires = OrderItems.Expires(put.Order, options.KeepOrders) is { } time ? Values.Of(time.ToUnixTimeSeconds()) : null;
        if (put.ExpectedVersion > 0)
        {
            return new ItemWrite(tables.Records, RecordItems.Key(id)).Set(Attributes.ExpiresAt, expires).Set(Attributes.Order, Values.Of(put.Order.Id));
        }

        var item = RecordItems.Key(id);
        item[Attributes.Order] = Values.Of(put.Order.Id);
        if (expires is not null)
        {
            item[Attributes.ExpiresAt] = expires;
        }

        return Record(id, expectedVersion: 0).Put(item);
    }

    private ItemWrite Record(string id, long expectedVersion) => Over(tables.Records, RecordItems.Key(id), expectedVersion);

    private ItemWrite Over(string table, DynamoItem key, long expectedVersion)
    {
        var write = new ItemWrite(table, key);
        var (expires, now) = (write.Name(Attributes.ExpiresAt), write.Value(Values.Of(clock.GetUtcNow().ToUnixTimeSeconds())));
        return expectedVersion == 0
            ? write.If($"(attribute_not_exists({write.Name(Attributes.Id)}) OR {expires} <= {now})")
            : write.IfIs(Attributes.Version, Values.Of(expectedVersion)).If($"(attribute_not_exists({expires}) OR {expires} > {now})");
    }
}
