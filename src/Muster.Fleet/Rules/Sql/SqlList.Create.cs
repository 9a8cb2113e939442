namespace Muster.Fleet.Rules.Sql;

/// <summary>Makes <see cref="SqlList{T}"/> of collection expressions.</summary>
public static class SqlList
{
    /// <summary>A list of <paramref name="items"/>.</summary>
    public static SqlList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
