using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Api;

/// <summary>The body of <c>POST /api/orders</c>, for the API's description; <see cref="OrderRequestReader"/> reads it.</summary>
/// <param name="Site">Where.</param>
/// <param name="Item">What.</param>
/// <param name="Parameters">Anything that the robot has to know, passed through.</param>
/// <param name="Priority">0 to 9, 5 when it is left out; higher goes first.</param>
/// <param name="Customer">Who orders.</param>
/// <param name="Deadline">When it should be done at the latest.</param>
/// <param name="Expires">How long it may wait: seconds, or a text such as 30m.</param>
/// <param name="Position">Where the work begins.</param>
internal sealed record OrderBody(
    string Site,
    string Item,
    JsonElement? Parameters,
    int? Priority,
    Customer? Customer,
    DateTimeOffset? Deadline,
    string? Expires,
    Position? Position);
