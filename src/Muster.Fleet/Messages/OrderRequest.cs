using Muster.Fleet.Orders;

namespace Muster.Fleet.Messages;

/// <summary>An order as it is placed, by HTTP or on <c>sites/{site}/orders</c>, read and validated.</summary>
/// <param name="Site">Where.</param>
/// <param name="Item">What.</param>
/// <param name="Parameters">Anything that the robot has to know, as JSON, at most 64 KiB in UTF-8.</param>
/// <param name="Priority">0 to 9; higher goes first.</param>
/// <param name="Customer">Who orders.</param>
/// <param name="Deadline">When it should be done (UTC).</param>
/// <param name="Expires">How long it may wait; none for the fleet's own limit.</param>
/// <param name="Position">Where the work begins.</param>
/// <param name="Key">The idempotency key, 1 to 255 characters; none when the sender takes care of repetitions itself.</param>
/// <param name="Fingerprint">A hash of all that but the key.</param>
public sealed record OrderRequest(
    string Site,
    string Item,
    string? Parameters,
    int Priority,
    Customer? Customer,
    DateTimeOffset? Deadline,
    TimeSpan? Expires,
    Position? Position,
    string? Key,
    string Fingerprint);
