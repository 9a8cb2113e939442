using System.Collections;
using System.Runtime.CompilerServices;

namespace Muster.Fleet.Rules.Sql;

/// <summary>A list that never changes and equals another with equal items, so that syntax trees can be compared.</summary>
/// <typeparam name="T">What is in it.</typeparam>
[CollectionBuilder(typeof(SqlList), nameof(SqlList.Create))]
public sealed class SqlList<T> : IReadOnlyList<T>, IEquatable<SqlList<T>>
{
    private readonly T[] _items;

    internal SqlList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(SqlList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SqlList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Length == 0 ? 0 : HashCode.Combine(_items.Length, _items[0]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
