using Muster.Fleet.Orders;

namespace Muster.Aws.Store;

/// <summary>Orders as items: what is asked for as attributes, all of it as JSON in <c>data</c>.</summary>
internal static class OrderItems
{
    public static DynamoItem Key(string id) => new() { [Attributes.Id] = Values.Of(id) };

    public static DynamoItem ToItem(Order order, TimeSpan keep)
    {
        var item = Key(order.Id);
        item[Attributes.Site] = Values.Of(order.Site);
        item[Attributes.State] = Values.Of(order.State.ToWire());
        item[Attributes.Version] = Values.Of(order.Version);
        item[Attributes.PlacedAt] = Values.Of(Values.Milliseconds(order.PlacedAt));
        item[Attributes.Data] = Values.Of(ItemJson.Write(order, ItemJson.Default.Order));
        item.Add(Attributes.Key, order.Key);
        item.Add(Attributes.Robot, order.Robot);
        if (order.State == OrderState.Pending)
        {
            item[Attributes.PendingSite] = Values.Of(order.Site);
            item[Attributes.Place] = Values.Of(Place(order));
        }

        if (order.Due is { } due)
        {
            item[Attributes.Due] = Values.Of(Values.Milliseconds(due));
            item[Attributes.DueShard] = Values.Of(Values.DueShard(order.Id));
        }

        if (Expires(order, keep) is { } expires)
        {
            item[Attributes.ExpiresAt] = Values.Of(expires.ToUnixTimeSeconds());
        }

        return item;
    }

    public static Order Read(DynamoItem item) => ItemJson.Read(item.Text(Attributes.Data), ItemJson.Default.Order)!;

    /// <summary>Its place in its site's queue: the rank, then the id.</summary>
    public static string Place(Order order) => $"{Values.Text(Values.Milliseconds(order.Rank))}|{order.Id}";

    /// <summary>When it may go; none while it has not ended.</summary>
    public static DateTimeOffset? Expires(Order order, TimeSpan keep) => order.State.IsEnded() && order.EndedAt is { } ended ? ended + keep : null;
}
