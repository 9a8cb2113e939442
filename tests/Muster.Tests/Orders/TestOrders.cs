using Muster.Fleet.Changes;
using Muster.Fleet.Configuration;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Orders;

/// <summary>Good orders at noon and the robot that holds them, for tests to change one property of.</summary>
internal static class TestOrders
{
    /// <summary>Placed at noon, waits.</summary>
    public static Order Waiting() => Samples.Order(0);

    /// <summary>Given to r1 at noon.</summary>
    public static Order Assigned() => Waiting() with { State = OrderState.Assigned, Robot = "r1", AssignedAt = Noon, SentAt = Noon };

    /// <summary>Accepted and begun by r1 at noon.</summary>
    public static Order Running() => Assigned() with { State = OrderState.InProgress, AcceptedAt = Noon, StartedAt = Noon };

    /// <summary>r1, ready at noon, with that order.</summary>
    public static Robot Holder(Order order) => Bare() with { Site = "kitchen", Battery = 80, Order = order.Id, OrderSince = Noon };

    /// <summary>A decision so many seconds after noon.</summary>
    public static FleetChange Change(double seconds = 0, FleetConfiguration? configuration = null) =>
        new(configuration ?? FleetConfiguration.Default, Noon.AddSeconds(seconds));

    /// <summary>The one order that was written, and the entry of its history.</summary>
    public static (Order Order, OrderEvent? Event) Written(FleetChange change)
    {
        var put = Assert.Single(change.ToCommit().Orders);
        return (put.Order, put.Event);
    }

    /// <summary>The commands that were sent, as <c>robot id</c>.</summary>
    public static IReadOnlyList<string> Sent(FleetChange change) =>
        [.. change.Messages.Select(m => $"{m.Topic.Split('/')[1]} {System.Text.Json.JsonDocument.Parse(m.Payload).RootElement.GetProperty("id").GetString()}")];
}
