using System.Text.Json;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Messages;

/// <summary>What the fleet says, ready to send.</summary>
public static class FleetMessages
{
    /// <summary>The event for <c>fleet/robots/{name}</c>, retained so that a late subscriber sees the fleet as it is.</summary>
    public static OutboundMessage RobotChanged(Robot robot) => new(
        Topics.FleetRobot(robot.Name),
        JsonSerializer.SerializeToUtf8Bytes(RobotView.Of(robot), FleetJson.Default.RobotView),
        Retain: true);

    /// <summary>The message for <c>robots/{name}/rejected</c>.</summary>
    public static OutboundMessage Rejected(string robot, string topic, Refusal refusal, DateTimeOffset at) => new(
        Topics.Rejected(robot),
        JsonSerializer.SerializeToUtf8Bytes(new Rejection(topic, refusal.WireCode, refusal.Reason, at), FleetJson.Default.Rejection));
}
