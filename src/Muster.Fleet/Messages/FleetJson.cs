using System.Text.Json.Serialization;
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
public sealed partial class FleetJson : JsonSerializerContext;
