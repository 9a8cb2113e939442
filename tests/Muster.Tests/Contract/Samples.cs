using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Sites;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

/// <summary>What the contract's tests keep beside robots, numbered; a higher number was made later.</summary>
internal static class Samples
{
    public static string Id(int number) => $"0198f3a0-{number:x4}-7000-8000-000000000000";

    /// <summary>A new order of the kitchen's, placed so many seconds after noon.</summary>
    public static Order Order(int number, string site = "kitchen", OrderState state = OrderState.Pending) => new()
    {
        Id = Id(number),
        Site = site,
        Item = "latte",
        Expires = TimeSpan.FromMinutes(30),
        ExpiresAt = Noon.AddMinutes(30),
        State = state,
        Since = Noon.AddSeconds(number),
        PlacedAt = Noon.AddSeconds(number),
        Rank = Noon.AddSeconds(number),
        Version = 1,
    };

    /// <summary>An order with all that it can have.</summary>
    public static Order FullOrder(int number = 1) => Order(number) with
    {
        Parameters = """{"size":"large","note":"it's \"hot\" 🍵","n":[1,2.5e3,null]}""",
        Priority = 9,
        Customer = new Customer("table 4", "https://example.com/hook?a=1&b=2"),
        Position = new Position(1.5, -2, 3.14, "floor-1"),
        Deadline = Noon.AddHours(1),
        Expires = TimeSpan.FromSeconds(90.5),
        State = OrderState.InProgress,
        Attempt = 4,
        CountedFrom = 3,
        Robot = "r1",
        Avoided = ["r2", "r3"],
        AssignedAt = Noon.AddSeconds(2),
        AcceptedAt = Noon.AddSeconds(3),
        StartedAt = Noon.AddSeconds(4),
        EndedAt = Noon.AddMilliseconds(5001),
        Progress = 33.3,
        Reason = "the robot \"r1\" said so",
        Cancel = new CancelRequest(Noon.AddSeconds(6), "anna", "too late"),
        SentAt = Noon.AddSeconds(2),
        Due = Noon.AddMinutes(2),
        Alerts = [new OpenAlert("ORDER_OVERDUE", "ORDER_OVERDUE:1:3")],
        Key = "key-1",
        Fingerprint = "f00d",
        Version = 7,
    };

    public static OrderEvent Entry(Order order, string cause = "TEST") =>
        new(order.Id, order.Version, Noon.AddSeconds(order.Version), cause, null, order.State.ToWire(), order.Attempt);

    public static Alert Alert(int number, string? site = "kitchen", string kind = AlertKind.RobotFault, DateTimeOffset? resolved = null) => new()
    {
        Id = $"{kind}:r{number}:1",
        Kind = kind,
        Subject = $"r{number}",
        Site = site,
        Message = "The arm is stuck.",
        OpenedAt = Noon.AddSeconds(number),
        ResolvedAt = resolved,
        Version = 1,
    };

    /// <summary>A notification that waits; due so many seconds after noon.</summary>
    public static Notification Notification(int number) => new()
    {
        Id = $"msg_{number}",
        Channel = Muster.Fleet.Notifications.Notification.CustomerChannel,
        Url = "https://example.com/hook",
        Subject = Id(number),
        Payload = """{"type":"order.completed"}""",
        CreatedAt = Noon,
        Due = Noon.AddSeconds(number),
        Version = 1,
    };

    public static Site Site(string name = "kitchen", SiteHold? hold = null) => new() { Name = name, Hold = hold, Version = 1 };

    /// <summary>Compares with the lists' contents, which the record alone does not.</summary>
    public static void AssertSame(Order? expected, Order? actual)
    {
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        Assert.Equal(expected.Avoided, actual.Avoided);
        Assert.Equal(expected.Alerts, actual.Alerts);
        Assert.Equal(expected with { Avoided = [], Alerts = [] }, actual with { Avoided = [], Alerts = [] });
    }
}
