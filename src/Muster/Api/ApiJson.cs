using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Api;

/// <summary>A page of robots.</summary>
/// <param name="Items">The robots, by name.</param>
/// <param name="Next">The value of <c>after</c> for the next page; absent on the last.</param>
internal sealed record RobotPage(IReadOnlyList<RobotView> Items, string? Next);

/// <summary>A page of a robot's history.</summary>
/// <param name="Items">The entries, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; absent on the last.</param>
internal sealed record HistoryPage(IReadOnlyList<RobotEvent> Items, string? Next);

/// <summary>The API's serializers, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(UtcTimeConverter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RobotPage))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(RobotView))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
internal sealed partial class ApiJson : JsonSerializerContext;
