namespace Muster.Fleet.Costs.Loads;

/// <summary>
/// What one thing that happens consumes and sends. Counted, not assumed: the fleet's functions ran over DynamoDB Local, each as a
/// process of its own, and DynamoDB said what it consumed (tests/Muster.Tests/Costs/EventCostsTests.cs keeps the numbers true).
/// </summary>
/// <param name="WriteUnits">DynamoDB write units, tables and indexes, transactions twice.</param>
/// <param name="ReadUnits">DynamoDB read units; a read that finds nothing is half of one.</param>
/// <param name="RobotAnnouncements">Messages on <c>fleet/robots/…</c>, retained.</param>
/// <param name="OrderAnnouncements">Messages on <c>fleet/orders/…</c>.</param>
/// <param name="Commands">Messages on <c>robots/…/commands</c>.</param>
/// <param name="RobotMessages">Messages of the robot that a rule takes, or events of the broker.</param>
public sealed record EventCosts(
    decimal WriteUnits, decimal ReadUnits, decimal RobotAnnouncements = 0, decimal OrderAnnouncements = 0, decimal Commands = 0, decimal RobotMessages = 0)
{
    /// <summary>A report that changes nothing, or no more than telemetry: one conditional update. No index has what changes.</summary>
    public static EventCosts Report { get; } = new(1, 0);

    /// <summary>A report that brings another status, beyond <see cref="Report"/>: with its entries in history and feed in one transaction, and a look at the robot.</summary>
    public static EventCosts Change { get; } = new(34, 2.5m, RobotAnnouncements: 1);

    /// <summary>An order from placed to completed: the request, and three reports of the robot (ACCEPTED, IN_PROGRESS, COMPLETED).</summary>
    public static EventCosts Order { get; } = new(176, 13.5m, RobotAnnouncements: 2, OrderAnnouncements: 5, Commands: 1, RobotMessages: 3);

    /// <summary>One more report on an order: IN_PROGRESS with how far it is.</summary>
    public static EventCosts Progress { get; } = new(8, 2, OrderAnnouncements: 1, RobotMessages: 1);

    /// <summary>A connection that breaks and is made again: two events of the broker, and what the next report does beyond <see cref="Report"/>.</summary>
    public static EventCosts Reconnect { get; } = new(71, 6.5m, RobotAnnouncements: 2, RobotMessages: 2);

    /// <summary>A run of the sweep that finds nothing due.</summary>
    public static EventCosts Sweep { get; } = new(0, 4.5m);

    /// <summary>Moving the due time of one robot on, in the sweep.</summary>
    public static EventCosts DueMove { get; } = new(3, 1);

    /// <summary>A run of notify that finds nothing to send.</summary>
    public static EventCosts Notify { get; } = new(0, 2);

    /// <summary>A request to the API for one robot or one order. A list costs more: 1.2 for each robot in it.</summary>
    public static EventCosts ApiRequest { get; } = new(0, 1);
}
