namespace Muster.Fleet.Alerts;

/// <summary>What an alert is about (design.md section 4).</summary>
public static class AlertKind
{
    /// <summary>A robot is not reachable. Over when it reports again.</summary>
    public const string RobotOffline = "ROBOT_OFFLINE";

    /// <summary>A robot reports FAULT. Over when it reports another status.</summary>
    public const string RobotFault = "ROBOT_FAULT";

    /// <summary>A robot's battery is critical and it does not charge. Over when it charges.</summary>
    public const string BatteryLow = "BATTERY_LOW";

    /// <summary>An order waits for long. Over when it no longer waits.</summary>
    public const string OrderWaiting = "ORDER_WAITING";

    /// <summary>An order takes longer than expected, or its deadline passed while a robot is at it. Over when the robot no longer is.</summary>
    public const string OrderOverdue = "ORDER_OVERDUE";

    /// <summary>An order failed. Over when a person acknowledges it, or sends the order back into the queue.</summary>
    public const string OrderFailed = "ORDER_FAILED";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [RobotOffline, RobotFault, BatteryLow, OrderWaiting, OrderOverdue, OrderFailed];
}
