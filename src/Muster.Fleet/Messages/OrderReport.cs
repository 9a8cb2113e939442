namespace Muster.Fleet.Messages;

/// <summary>What a robot says of an order on <c>robots/{name}/orders/{orderId}</c>, read and validated.</summary>
/// <param name="Robot">The robot's name, from the topic.</param>
/// <param name="Order">The order's id, from the topic.</param>
/// <param name="State">How it stands.</param>
/// <param name="ReceivedAt">When the fleet received it (UTC).</param>
/// <param name="Progress">0 to 100 %; none when it did not say.</param>
/// <param name="Reason">Why, at most 1,000 characters; none when it did not say.</param>
/// <param name="Attempt">The attempt of the command that it answers; none when it did not say.</param>
public sealed record OrderReport(
    string Robot,
    string Order,
    OrderReportState State,
    DateTimeOffset ReceivedAt,
    double? Progress = null,
    string? Reason = null,
    int? Attempt = null);
