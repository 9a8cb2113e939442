using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Fleet.Alerts;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Messages;

/// <summary>What the fleet says, ready to send.</summary>
public static class FleetMessages
{
    // What is said on topics is read raw by people too: quotes stay quotes, as no HTML page takes it in unescaped.
    private static readonly FleetJson Json = new(new JsonSerializerOptions(FleetJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The event for <c>fleet/robots/{name}</c>, retained so that a late subscriber sees the fleet as it is.</summary>
    /// <param name="robot">The robot.</param>
    /// <param name="isTelemetry">Whether only its telemetry changed.</param>
    public static OutboundMessage RobotChanged(Robot robot, bool isTelemetry = false) => new(
        Topics.FleetRobot(robot.Name),
        JsonSerializer.SerializeToUtf8Bytes(RobotView.Of(robot), Json.RobotView),
        Retain: true)
    {
        IsTelemetry = isTelemetry,
        Version = robot.Version,
    };

    /// <summary>The message for <c>robots/{name}/rejected</c>.</summary>
    public static OutboundMessage Rejected(string robot, string topic, Refusal refusal, DateTimeOffset at) => new(
        Topics.Rejected(robot),
        JsonSerializer.SerializeToUtf8Bytes(new Rejection(topic, refusal.WireCode, refusal.Reason, at), Json.Rejection));

    /// <summary>Takes a retired robot's last state off <c>fleet/robots/{name}</c>.</summary>
    public static OutboundMessage RobotRetired(string robot) => new(Topics.FleetRobot(robot), ReadOnlyMemory<byte>.Empty, Retain: true);

    /// <summary>The event for <c>fleet/orders/{id}</c>.</summary>
    public static OutboundMessage OrderChanged(Order order) => new(
        Topics.FleetOrder(order.Id),
        JsonSerializer.SerializeToUtf8Bytes(OrderView.Of(order), Json.OrderView))
    {
        Version = order.Version,
    };

    /// <summary>The event for <c>fleet/alerts/{site}</c>.</summary>
    public static OutboundMessage AlertChanged(Alert alert) => new(
        Topics.FleetAlerts(alert.Site),
        JsonSerializer.SerializeToUtf8Bytes(AlertView.Of(alert), Json.AlertView));

    /// <summary>The message for <c>robots/{name}/commands</c>.</summary>
    public static OutboundMessage Command(string robot, RobotCommand command) => new(
        Topics.Commands(robot),
        JsonSerializer.SerializeToUtf8Bytes(command, Json.RobotCommand))
    {
        Expires = command.ExpiresAt - command.SentAt,
    };

    /// <summary>The answer to an order that came with a response topic.</summary>
    public static OutboundMessage Answer(string topic, ReadOnlyMemory<byte> correlationData, OrderAnswer answer) => new(
        topic,
        JsonSerializer.SerializeToUtf8Bytes(answer, Json.OrderAnswer))
    {
        CorrelationData = correlationData,
    };

    /// <summary>The body of a webhook about an order.</summary>
    public static string OrderWebhook(Order order, DateTimeOffset at) => JsonSerializer.Serialize(
        new WebhookEvent<OrderView>($"order.{order.State.ToWire().ToLowerInvariant()}", at, OrderView.Of(order)), Json.WebhookEventOrderView);

    /// <summary>The body of a webhook about an alert.</summary>
    public static string AlertWebhook(Alert alert, DateTimeOffset at) => JsonSerializer.Serialize(
        new WebhookEvent<AlertView>($"alert.{alert.State.ToLowerInvariant()}", at, AlertView.Of(alert)), Json.WebhookEventAlertView);
}
