namespace Muster.Fleet.Messages;

/// <summary>
/// A field of a report, with the meaning of a JSON Merge Patch (RFC 7396): left out keeps what was,
/// <c>null</c> clears it, a value replaces it.
/// </summary>
/// <typeparam name="T">The field's type.</typeparam>
/// <param name="IsPresent">Whether the field was there at all.</param>
/// <param name="Value">The new value; the type's default when it is to be cleared or was left out.</param>
public readonly record struct Optional<T>(bool IsPresent, T? Value)
{
    /// <summary>The value after the report: the new one if there was one, else <paramref name="current"/>.</summary>
    public T? Or(T? current) => IsPresent ? Value : current;
}
