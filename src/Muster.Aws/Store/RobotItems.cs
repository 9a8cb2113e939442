using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Aws.Store;

/// <summary>Robots as items. An item that others wrote may have no more than <c>name</c> and <c>status</c>.</summary>
internal static class RobotItems
{
    /// <summary>The version that an item without one counts as.</summary>
    public const long FirstVersion = 1;

    /// <summary>A charge that is nearer to nothing than this is nothing: DynamoDB's numbers end at 1E-130.</summary>
    private const double LeastCharge = 1e-100;

    /// <summary>What moves without a new version.</summary>
    public static readonly IReadOnlyList<string> Telemetry =
        [Attributes.LastSeen, Attributes.ReportedAt, Attributes.Battery, Attributes.Position, Attributes.AnnouncedAt, Attributes.AnnouncementDue];

    /// <summary>The part of it that tells of the last announcement.</summary>
    public static readonly IReadOnlyList<string> Announcement = [Attributes.AnnouncedAt, Attributes.AnnouncementDue];

    /// <summary>What decisions write.</summary>
    public static readonly IReadOnlyList<string> Decided =
    [
        Attributes.Status, Attributes.StatusSince, Attributes.Version, Attributes.Site, Attributes.Capabilities, Attributes.Order, Attributes.OrderSince,
        Attributes.ReportedOrder, Attributes.Instruction, Attributes.Fault, Attributes.ConnectedAt, Attributes.ReturnedAt, Attributes.RetiredAt,
        Attributes.Due, Attributes.DueShard, Attributes.Alerts,
    ];

    public static DynamoItem Key(string name) => new() { [Attributes.Name] = Values.Of(name) };

    public static DynamoItem ToItem(Robot r)
    {
        var item = Key(r.Name);
        item[Attributes.Status] = Values.Of(r.Status.ToWire());
        item[Attributes.StatusSince] = Values.Of(r.StatusSince);
        item[Attributes.LastSeen] = Values.Of(r.LastSeen);
        item[Attributes.Version] = Values.Of(r.Version);
        item.Add(Attributes.ReportedAt, r.ReportedAt);
        item.Add(Attributes.Site, r.Site);
        AddIfAny(item, Attributes.Capabilities, Of(r.Capabilities));
        AddIfAny(item, Attributes.Battery, Of(r.Battery));
        AddIfAny(item, Attributes.Position, Of(r.Position));
        item.Add(Attributes.Order, r.Order);
        item.Add(Attributes.OrderSince, r.OrderSince);
        item.Add(Attributes.ReportedOrder, r.ReportedOrder);
        item.Add(Attributes.Instruction, r.Instruction is null ? null : ItemJson.Write(r.Instruction, ItemJson.Default.Instruction));
        AddIfAny(item, Attributes.Fault, Of(r.Fault));
        item.Add(Attributes.ConnectedAt, r.ConnectedAt);
        item.Add(Attributes.ReturnedAt, r.ReturnedAt);
        item.Add(Attributes.RetiredAt, r.RetiredAt);
        item[Attributes.AnnouncedAt] = Values.Of(r.AnnouncedAt);
        AddIfAny(item, Attributes.AnnouncementDue, r.AnnouncementDue ? Values.Of(true) : null);
        item.Add(Attributes.Due, r.Due);
        AddIfAny(item, Attributes.DueShard, r.Due is null ? null : Values.Of(Values.DueShard(r.Name)));
        item.Add(Attributes.Alerts, r.Alerts.Count == 0 ? null : ItemJson.Write(r.Alerts, ItemJson.Default.IReadOnlyListOpenAlert));
        return item;
    }

    public static Robot Read(DynamoItem item) => new()
    {
        Name = item.Text(Attributes.Name)!,
        Status = Status(item.Text(Attributes.Status)),
        StatusSince = item.Time(Attributes.StatusSince) ?? DateTimeOffset.UnixEpoch,
        LastSeen = item.Time(Attributes.LastSeen) ?? DateTimeOffset.UnixEpoch,
        Version = Version(item),
        ReportedAt = item.Time(Attributes.ReportedAt),
        Site = item.Text(Attributes.Site),
        Capabilities = item.TryGetValue(Attributes.Capabilities, out var words) && words.L is { } list ? [.. list.Select(w => w.S ?? "")] : [],
        Battery = item.Double(Attributes.Battery),
        Position = ItemJson.Read(item.Text(Attributes.Position), ItemJson.Default.Position),
        Order = item.Text(Attributes.Order),
        OrderSince = item.Time(Attributes.OrderSince),
        ReportedOrder = item.Text(Attributes.ReportedOrder),
        Instruction = ItemJson.Read(item.Text(Attributes.Instruction), ItemJson.Default.Instruction),
        Fault = ItemJson.Read(item.Text(Attributes.Fault), ItemJson.Default.Fault),
        ConnectedAt = item.Time(Attributes.ConnectedAt),
        ReturnedAt = item.Time(Attributes.ReturnedAt),
        RetiredAt = item.Time(Attributes.RetiredAt),
        AnnouncedAt = item.Time(Attributes.AnnouncedAt) ?? DateTimeOffset.UnixEpoch,
        AnnouncementDue = item.ContainsKey(Attributes.AnnouncementDue),
        Due = item.Time(Attributes.Due),
        Alerts = ItemJson.Read(item.Text(Attributes.Alerts), ItemJson.Default.IReadOnlyListOpenAlert) ?? [],
    };

    /// <summary>A robot that others wrote is at its first version.</summary>
    public static long Version(DynamoItem item) => item.Number(Attributes.Version) ?? FirstVersion;

    /// <summary>Whether the fleet itself ever wrote it.</summary>
    public static bool IsOurs(DynamoItem item) => item.ContainsKey(Attributes.Version);

    /// <summary>Others may write any word; what is no status of ours counts as not there.</summary>
    public static RobotStatus Status(string? text) => text switch
    {
        "ONLINE" => RobotStatus.Online,
        "CHARGING" => RobotStatus.Charging,
        "PAUSED" => RobotStatus.Paused,
        "FAULT" => RobotStatus.Fault,
        _ => RobotStatus.Offline,
    };

    public static AttributeValue? Of(IReadOnlyList<string>? capabilities) => capabilities is null or { Count: 0 } ? null : Values.Of(capabilities);

    public static AttributeValue? Of(double? battery) => battery is { } charge ? Values.Of(Storable(charge)) : null;

    // Plus nothing, as minus zero and zero are the same place, and must be the same text.
    public static AttributeValue? Of(Position? position) => position is null
        ? null
        : Values.Of(ItemJson.Write(new Position(position.X + 0d, position.Y + 0d, position.Theta + 0d, position.Map), ItemJson.Default.Position));

    public static AttributeValue? Of(Fault? fault) => fault is null ? null : Values.Of(ItemJson.Write(fault, ItemJson.Default.Fault));

    public static double Storable(double charge) => Math.Abs(charge) < LeastCharge ? 0 : charge;

    private static void AddIfAny(DynamoItem item, string name, AttributeValue? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }
}
