using System.Text.Json.Serialization;
using Muster.Fleet.Alerts;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Messages;

/// <summary>The serializers of all that the fleet says, generated at build time (no reflection under AOT).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(UtcTimeConverter)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RobotView))]
[JsonSerializable(typeof(RobotEvent))]
[JsonSerializable(typeof(Rejection))]
[JsonSerializable(typeof(LifecycleEvent))]
[JsonSerializable(typeof(IReadOnlyList<FieldChange>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Position))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(RobotCommand))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(WebhookEvent<OrderView>))]
[JsonSerializable(typeof(WebhookEvent<AlertView>))]
[JsonSerializable(typeof(Notifications.Notification))]
[JsonSerializable(typeof(Sites.Site))]
[JsonSerializable(typeof(Instruction))]
[JsonSerializable(typeof(IReadOnlyList<OpenAlert>))]
public sealed partial class FleetJson : JsonSerializerContext;
