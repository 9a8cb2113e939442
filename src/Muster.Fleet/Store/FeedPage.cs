namespace Muster.Fleet.Store;

/// <summary>A part of the feed.</summary>
/// <param name="Entries">The changes, oldest first.</param>
/// <param name="Last">Where the next part begins, whatever the filter left out; none while there is no entry at all.</param>
/// <param name="IsGap">Whether changes behind the asked-for place are not kept any more: read the state anew.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, string? Last, bool IsGap);
