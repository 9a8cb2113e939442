using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Api;

/// <summary>A page of robots.</summary>
/// <param name="Items">The robots, by name.</param>
/// <param name="Next">The value of <c>after</c> for the next page; absent on the last.</param>
internal sealed record RobotPage(IReadOnlyList<RobotView> Items, string? Next);

/// <summary>A page of a robot's history.</summary>
/// <param name="Items">The entries, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; absent on the last.</param>
internal sealed record HistoryPage(IReadOnlyList<RobotEvent> Items, string? Next);

/// <summary>A page of orders.</summary>
/// <param name="Items">The orders, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; absent on the last.</param>
internal sealed record OrderPage(IReadOnlyList<OrderView> Items, string? Next);

/// <summary>A page of an order's history.</summary>
/// <param name="Items">The entries, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; absent on the last.</param>
internal sealed record OrderHistoryPage(IReadOnlyList<OrderEvent> Items, string? Next);

/// <summary>A page of alerts.</summary>
/// <param name="Items">The alerts, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; absent on the last.</param>
internal sealed record AlertPage(IReadOnlyList<AlertView> Items, string? Next);

/// <summary>A page of notifications.</summary>
/// <param name="Items">The notifications, by id.</param>
/// <param name="Next">The value of <c>after</c> for the next page; absent on the last.</param>
internal sealed record NotificationPage(IReadOnlyList<NotificationView> Items, string? Next);

/// <summary>All sites.</summary>
/// <param name="Items">The sites, by name.</param>
internal sealed record SitePage(IReadOnlyList<SiteSummary> Items);

/// <summary>All rules.</summary>
/// <param name="Items">The rules, in the order in which they run.</param>
internal sealed record RulePage(IReadOnlyList<RuleView> Items);

/// <summary>All functions of the fleet's owner.</summary>
/// <param name="Items">The functions, by name.</param>
internal sealed record FunctionPage(IReadOnlyList<Local.Functions.User.FunctionStatus> Items);

/// <summary>The API's serializers, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(UtcTimeConverter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RobotPage))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(RobotView))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(OrderHistoryPage))]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(AlertPage))]
[JsonSerializable(typeof(NotificationPage))]
[JsonSerializable(typeof(SitePage))]
[JsonSerializable(typeof(RulePage))]
[JsonSerializable(typeof(FunctionPage))]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(Fleet.Sites.Site))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
internal sealed partial class ApiJson : JsonSerializerContext;
