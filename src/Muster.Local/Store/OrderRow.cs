using System.Text.Json;
using Muster.Fleet.Orders;

namespace Muster.Local.Store;

/// <summary>An order ready to write.</summary>
/// <param name="Order">The order.</param>
/// <param name="Data">All of it as JSON.</param>
internal sealed record OrderRow(Order Order, byte[] Data)
{
    public static OrderRow Of(Order order) => new(order, JsonSerializer.SerializeToUtf8Bytes(order, StoreJson.Default.Order));
}
