namespace Muster.Fleet.Notifications;

/// <summary>What came of an attempt to deliver.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Problem">Why, for people; none when it was taken.</param>
/// <param name="RetryAfter">How long the other side asks to be left alone; none when it does not.</param>
internal readonly record struct Delivery(DeliveryKind Kind, string? Problem = null, TimeSpan? RetryAfter = null);
