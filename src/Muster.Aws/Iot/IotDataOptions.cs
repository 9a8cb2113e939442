namespace Muster.Aws.Iot;

/// <summary>How messages go out by AWS IoT Core's data plane.</summary>
/// <param name="Endpoint">The account's data endpoint, such as <c>https://abc123-ats.iot.eu-west-1.amazonaws.com</c>.</param>
/// <param name="Region">The region that requests are signed for.</param>
public sealed record IotDataOptions(Uri Endpoint, string Region)
{
    /// <summary>How many messages may be on their way at once; who sends more waits. 16.</summary>
    public int AtOnce { get; init; } = 16;

    /// <summary>How often a message is tried at most. 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>How long one attempt may take. 3 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Whether a send completes only when its message was delivered or given up: for a host that may be frozen as soon as it has
    /// answered and calls no <see cref="IotDataSender.FlushAsync"/>. No.
    /// </summary>
    public bool WaitForDelivery { get; init; }
}
