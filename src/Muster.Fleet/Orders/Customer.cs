namespace Muster.Fleet.Orders;

/// <summary>Who ordered.</summary>
/// <param name="Reference">The customer's own words for the order, such as <c>table 4</c>: at most 256 characters.</param>
/// <param name="NotifyUrl">Where each change of the order's state is posted (http or https); none when nobody wants to know.</param>
public sealed record Customer(string? Reference = null, string? NotifyUrl = null);
