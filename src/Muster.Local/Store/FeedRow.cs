using Muster.Fleet.Messages;

namespace Muster.Local.Store;

/// <summary>A change on its way into the feed.</summary>
/// <param name="Kind">What changed: see <see cref="Fleet.Store.FeedEntry"/>.</param>
/// <param name="Site">Where; none for a robot without a site.</param>
/// <param name="Message">What is said of it.</param>
internal readonly record struct FeedRow(string Kind, string? Site, OutboundMessage Message);
