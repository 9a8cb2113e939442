using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Fleet.Orders;

namespace Muster.Fleet.Messages;

/// <summary>An order as others see it: on <c>fleet/orders/{id}</c>, in the HTTP API and at the customer's notify URL.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Site">Where.</param>
/// <param name="Item">What.</param>
/// <param name="State">PENDING, ASSIGNED, IN_PROGRESS, COMPLETED, FAILED or CANCELED.</param>
/// <param name="Since">When it came into that state (UTC).</param>
/// <param name="PlacedAt">When it was placed (UTC).</param>
/// <param name="Priority">0 to 9; higher goes first.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="ExpiresAt">When it has waited too long (UTC).</param>
/// <param name="Robot">The robot that holds it, or held it when it ended.</param>
/// <param name="Progress">How far the robot is, 0 to 100 %.</param>
/// <param name="Reason">Why it is in its state, where that does not go without saying.</param>
/// <param name="Deadline">When it should be done (UTC).</param>
/// <param name="AssignedAt">When the robot was given it (UTC).</param>
/// <param name="AcceptedAt">When the robot accepted it (UTC).</param>
/// <param name="StartedAt">When the robot began (UTC).</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Parameters">What the customer gave, as it came.</param>
/// <param name="Position">Where the work begins.</param>
/// <param name="Avoided">The robots that had it and did not finish it.</param>
/// <param name="Cancel">Who called it off, while its robot has not answered yet.</param>
public sealed record OrderView(
    string Id,
    string Site,
    string Item,
    string State,
    DateTimeOffset Since,
    DateTimeOffset PlacedAt,
    int Priority,
    int Attempt,
    long Version,
    DateTimeOffset ExpiresAt,
    string? Robot = null,
    double? Progress = null,
    string? Reason = null,
    DateTimeOffset? Deadline = null,
    DateTimeOffset? AssignedAt = null,
    DateTimeOffset? AcceptedAt = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    Customer? Customer = null,
    [property: JsonConverter(typeof(RawJsonConverter))] JsonElement? Parameters = null,
    Position? Position = null,
    IReadOnlyList<string>? Avoided = null,
    CancelRequest? Cancel = null)
{
    /// <summary>Why it waits, one reason a robot; only where one order is asked for.</summary>
    public IReadOnlyList<string>? Waiting { get; init; }

    /// <summary>The view of <paramref name="order"/>.</summary>
    public static OrderView Of(Order order) => new(
        order.Id,
        order.Site,
        order.Item,
        order.State.ToWire(),
        order.Since,
        order.PlacedAt,
        order.Priority,
        order.Attempt,
        order.Version,
        order.ExpiresAt,
        order.Robot,
        order.Progress,
        order.Reason,
        order.Deadline,
        order.AssignedAt,
        order.AcceptedAt,
        order.StartedAt,
        order.EndedAt,
        order.Customer,
        JsonText.Parse(order.Parameters),
        order.Position,
        order.Avoided.Count == 0 ? null : order.Avoided,
        order.State.IsHeld() ? order.Cancel : null);
}
