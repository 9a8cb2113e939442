namespace Muster.Fleet.Store;

/// <summary>A part of a longer list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">This part.</param>
/// <param name="Next">Where the next part begins; none when this was the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
