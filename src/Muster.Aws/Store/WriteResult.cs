namespace Muster.Aws.Store;

/// <summary>What came of a set of writes.</summary>
/// <param name="IsDone">Whether all was written; else nothing was, as conditions failed.</param>
/// <param name="Item">Of a single write: what it answers with; when its condition failed, the item as it is, if there is one.</param>
/// <param name="Failed">The writes whose conditions failed, by their place, with the items as they are where they were told.</param>
/// <param name="WasUnknown">Whether a try before got no answer, so that the write may have been found rather than made.</param>
internal sealed record WriteResult(bool IsDone, DynamoItem? Item, IReadOnlyList<(int Index, DynamoItem? Item)> Failed, bool WasUnknown = false)
{
    public static WriteResult Done(DynamoItem? item, bool wasUnknown) => new(true, item, [], wasUnknown);
}
