using Muster.Fleet.Messages;

namespace Muster.Aws.Store;

/// <summary>What a commit says in the feed.</summary>
/// <param name="Kind"><c>robot</c>, <c>order</c> or <c>alert</c>.</param>
/// <param name="Site">Where it happened.</param>
/// <param name="Message">What is said.</param>
internal sealed record FeedLine(string Kind, string? Site, OutboundMessage Message);
