using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Aws.Store;

/// <summary>The entries of histories as items.</summary>
internal static class HistoryItems
{
    public static string OfRobot(string name) => $"robot/{name}";

    public static string OfOrder(string id) => $"order/{id}";

    public static ItemWrite Write(string table, RobotEvent e, DateTimeOffset expires)
    {
        var item = Item(OfRobot(e.Robot), e.Version, e.At, e.Cause, expires);
        item[Attributes.Changes] = Values.Of(ItemJson.Write(e.Changes, ItemJson.Default.IReadOnlyListFieldChange));
        item.Add(Attributes.Why, e.Why);
        item.Add(Attributes.By, e.By);
        return Write(table, item);
    }

    public static ItemWrite Write(string table, OrderEvent e, DateTimeOffset expires)
    {
        var item = Item(OfOrder(e.Order), e.Version, e.At, e.Cause, expires);
        item.Add(Attributes.From, e.From);
        item[Attributes.To] = Values.Of(e.To);
        item[Attributes.Attempt] = Values.Of(e.Attempt);
        item.Add(Attributes.Robot, e.Robot);
        item.Add(Attributes.Why, e.Why);
        item.Add(Attributes.By, e.By);
        return Write(table, item);
    }

    public static RobotEvent ReadRobot(string name, DynamoItem item) => new(
        name,
        item.Number(Attributes.Version) ?? 0,
        item.Time(Attributes.At) ?? DateTimeOffset.UnixEpoch,
        item.Text(Attributes.Cause) ?? "",
        ItemJson.Read(item.Text(Attributes.Changes), ItemJson.Default.IReadOnlyListFieldChange) ?? [],
        item.Text(Attributes.Why),
        item.Text(Attributes.By));

    public static OrderEvent ReadOrder(string id, DynamoItem item) => new(
        id,
        item.Number(Attributes.Version) ?? 0,
        item.Time(Attributes.At) ?? DateTimeOffset.UnixEpoch,
        item.Text(Attributes.Cause) ?? "",
        item.Text(Attributes.From),
        item.Text(Attributes.To) ?? "",
        (int)(item.Number(Attributes.Attempt) ?? 0),
        item.Text(Attributes.Robot),
        item.Text(Attributes.Why),
        item.Text(Attributes.By));

    private static DynamoItem Item(string subject, long version, DateTimeOffset at, string cause, DateTimeOffset expires) => new()
    {
        [Attributes.Subject] = Values.Of(subject),
        [Attributes.Version] = Values.Of(version),
        [Attributes.At] = Values.Of(at),
        [Attributes.Cause] = Values.Of(cause),
        [Attributes.ExpiresAt] = Values.Of(expires.ToUnixTimeSeconds()),
    };

    private static ItemWrite Write(string table, DynamoItem item) =>
        new ItemWrite(table, new DynamoItem { [Attributes.Subject] = item[Attributes.Subject], [Attributes.Version] = item[Attributes.Version] }) { IsAppended = true }.Put(item);
}
