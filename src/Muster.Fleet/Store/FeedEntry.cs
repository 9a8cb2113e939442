namespace Muster.Fleet.Store;

/// <summary>One change in the feed.</summary>
/// <param name="Id">Its place; later changes have later ones.</param>
/// <param name="Kind"><c>robot</c>, <c>order</c> or <c>alert</c>.</param>
/// <param name="Site">The site that it happened at; none for a robot without one.</param>
/// <param name="Topic">Where it was said.</param>
/// <param name="Payload">What was said, UTF-8 JSON.</param>
public sealed record FeedEntry(string Id, string Kind, string? Site, string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The kind of changes of robots.</summary>
    public const string Robot = "robot";

    /// <summary>The kind of changes of orders.</summary>
    public const string Order = "order";

    /// <summary>The kind of changes of alerts.</summary>
    public const string Alert = "alert";
}
