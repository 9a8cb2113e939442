using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Messages;

/// <summary>What the fleet says, ready to send.</summary>
public static class FleetMessages
{
    // What is said on topics is read raw by people too: quotes stay quotes, as no HTML page takes it in unescaped.
    private static readonly FleetJson Json = new(new JsonSerializerOptions(FleetJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The event for <c>fleet/robots/{name}</c>, retained so that a late subscriber sees the fleet as it is.</summary>
    public static OutboundMessage RobotChanged(Robot robot) => new(
        Topics.FleetRobot(robot.Name),
        JsonSerializer.SerializeToUtf8Bytes(RobotView.Of(robot), Json.RobotView),
        Retain: true);

    /// <summary>The message for <c>robots/{name}/rejected</c>.</summary>
    public static OutboundMessage Rejected(string robot, string topic, Refusal refusal, DateTimeOffset at) => new(
        Topics.Rejected(robot),
        JsonSerializer.SerializeToUtf8Bytes(new Rejection(topic, refusal.WireCode, refusal.Reason, at), Json.Rejection));
}
