namespace Muster.Fleet.Messages;

/// <summary>The body of a webhook, in the form that Standard Webhooks recommends.</summary>
/// <typeparam name="T">What it tells of.</typeparam>
/// <param name="Type">What happened: <c>order.completed</c>, <c>alert.open</c> and so on.</param>
/// <param name="Timestamp">When (UTC).</param>
/// <param name="Data">The order or alert after it.</param>
public sealed record WebhookEvent<T>(string Type, DateTimeOffset Timestamp, T Data);
