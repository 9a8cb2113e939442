using System.Diagnostics.CodeAnalysis;

namespace Muster.Fleet.Rules;

/// <summary>
/// A value of IoT SQL (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html). Immutable; the default is
/// <see cref="Undefined"/>.
/// </summary>
public readonly partial struct SqlValue : IEquatable<SqlValue>
{
    // The text, the array, the object, the bytes, or a number whose digits need more than 64 bits.
    private readonly object? _reference;

    // The boolean, or the digits of a number.
    private readonly long _bits;
    private readonly short _exponent;
    private readonly SqlKind _kind;

    private SqlValue(SqlKind kind, object? reference, long bits = 0, short exponent = 0)
    {
        _kind = kind;
        _reference = reference;
        _bits = bits;
        _exponent = exponent;
    }

    /// <summary>No value.</summary>
    public static SqlValue Undefined => default;

    /// <summary>JSON's <c>null</c>.</summary>
    public static SqlValue Null => new(SqlKind.Null, null);

    /// <summary>True.</summary>
    public static SqlValue True => new(SqlKind.Boolean, null, 1);

    /// <summary>False.</summary>
    public static SqlValue False => new(SqlKind.Boolean, null);

    /// <summary>Its type.</summary>
    public SqlKind Kind => _kind;

    /// <summary>Whether it is no value.</summary>
    public bool IsUndefined => _kind == SqlKind.Undefined;

    /// <summary>Whether it is an Int or a Decimal.</summary>
    public bool IsNumber => _kind is SqlKind.Int or SqlKind.Decimal;

    /// <summary>A boolean.</summary>
    public static SqlValue From(bool value) => value ? True : False;

    /// <summary>An Int.</summary>
    public static SqlValue From(long value) => new(SqlKind.Int, null, value);

    /// <summary>A Decimal with the shortest digits that read as <paramref name="value"/>; Undefined when it is infinite or no number.</summary>
    public static SqlValue From(double value) => SqlNumber.TryFrom(value, out var number) ? FromDecimal(number) : Undefined;

    /// <summary>
    /// A number as dialect 2016-03-23 sees it: an Int when it is whole (10.0 is the Int 10), else a Decimal
    /// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html).
    /// </summary>
    public static SqlValue From(SqlNumber value) => value.IsInteger ? FromInt(value) : FromDecimal(value);

    /// <summary>An Int; <paramref name="value"/> is whole.</summary>
    public static SqlValue FromInt(SqlNumber value) => FromNumber(SqlKind.Int, value.ToWhole());

    /// <summary>A Decimal, also where it is whole.</summary>
    public static SqlValue FromDecimal(SqlNumber value) => FromNumber(SqlKind.Decimal, value);

    /// <summary>A String; Undefined for none.</summary>
    public static SqlValue From(string? value) => value is null ? Undefined : new(SqlKind.String, value);

    /// <summary>Bytes.</summary>
    public static SqlValue FromBytes(ReadOnlyMemory<byte> value) => new(SqlKind.Bytes, new SqlBytes(value));

    /// <summary>An Array. It is not copied: nobody may change <paramref name="items"/> any more.</summary>
    public static SqlValue FromArray(IReadOnlyList<SqlValue> items) => new(SqlKind.Array, items);

    /// <summary>An Object. It is not copied: nobody may change <paramref name="members"/> any more.</summary>
    public static SqlValue FromObject(OrderedDictionary<string, SqlValue> members) => new(SqlKind.Object, members);

    /// <summary>The boolean, when it is one; nothing is converted.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = _bits != 0;
        return _kind == SqlKind.Boolean;
    }

    /// <summary>The number of an Int or a Decimal; nothing is converted.</summary>
    public bool TryGetNumber(out SqlNumber value)
    {
        value = !IsNumber ? default : _reference is SqlNumber large ? large : SqlNumber.FromParts(_bits, _exponent);
        return IsNumber;
    }

    /// <summary>The number of an Int that fits into 64 bits; nothing is converted.</summary>
    public bool TryGetInt(out long value)
    {
        value = _bits;
        return _kind == SqlKind.Int && _reference is null;
    }

    /// <summary>The text of a String; nothing is converted.</summary>
    public bool TryGetString([NotNullWhen(true)] out string? value)
    {
        value = _reference as string;
        return value is not null;
    }

    /// <summary>The items of an Array.</summary>
    public bool TryGetArray([NotNullWhen(true)] out IReadOnlyList<SqlValue>? items)
    {
        items = _reference as IReadOnlyList<SqlValue>;
        return items is not null;
    }

    /// <summary>The members of an Object.</summary>
    public bool TryGetObject([NotNullWhen(true)] out OrderedDictionary<string, SqlValue>? members)
    {
        members = _reference as OrderedDictionary<string, SqlValue>;
        return members is not null;
    }

    /// <summary>The bytes of Bytes.</summary>
    public bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = _reference is SqlBytes held ? held.Value : default;
        return _kind == SqlKind.Bytes;
    }

    /// <summary>A member of an Object; Undefined when it has none of that name, or is no Object.</summary>
    public SqlValue Member(string name) =>
        _reference is OrderedDictionary<string, SqlValue> members && members.TryGetValue(name, out var value) ? value : Undefined;

    /// <summary>An item of an Array, counted from 0; Undefined when there is none, or it is no Array.</summary>
    public SqlValue Item(long index) =>
        _reference is IReadOnlyList<SqlValue> items && index >= 0 && index < items.Count ? items[(int)index] : Undefined;

    /// <summary>
    /// Whether both have the same type and value, all the way down; Int and Decimal are compared as numbers. What <c>=</c> of
    /// IoT SQL says of operands that it would convert first is another matter.
    /// </summary>
    public bool Equals(SqlValue other)
    {
        if (IsNumber && other.IsNumber)
        {
            return TryGetNumber(out var mine) && other.TryGetNumber(out var theirs) && mine == theirs;
        }

        return _kind == other._kind && _kind switch
        {
            SqlKind.Boolean => _bits == other._bits,
            SqlKind.String => string.Equals((string)_reference!, (string)other._reference!, StringComparison.Ordinal),
            SqlKind.Array => SameItems((IReadOnlyList<SqlValue>)_reference!, (IReadOnlyList<SqlValue>)other._reference!),
            SqlKind.Object => SameMembers((OrderedDictionary<string, SqlValue>)_reference!, (OrderedDictionary<string, SqlValue>)other._reference!),
            SqlKind.Bytes => ((SqlBytes)_reference!).Value.Span.SequenceEqual(((SqlBytes)other._reference!).Value.Span),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SqlValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind switch
    {
        SqlKind.Int or SqlKind.Decimal => TryGetNumber(out var number) ? number.GetHashCode() : 0,
        SqlKind.String => string.GetHashCode((string)_reference!, StringComparison.Ordinal),
        SqlKind.Array => ((IReadOnlyList<SqlValue>)_reference!).Count,
        SqlKind.Object => ((OrderedDictionary<string, SqlValue>)_reference!).Count,
        SqlKind.Bytes => ((SqlBytes)_reference!).Value.Length,
        _ => HashCode.Combine(_kind, _bits),
    };

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(SqlValue left, SqlValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(SqlValue left, SqlValue right) => !left.Equals(right);

    /// <summary>For people who debug: the value as JSON, <c>undefined</c> or <c>bytes</c>.</summary>
    public override string ToString() => _kind switch
    {
        SqlKind.Undefined => "undefined",
        SqlKind.Bytes => $"bytes[{((SqlBytes)_reference!).Value.Length}]",
        _ => ToJson(),
    };

    private static SqlValue FromNumber(SqlKind kind, SqlNumber value) =>
        value.Coefficient <= long.MaxValue && value.Coefficient >= long.MinValue
            ? new(kind, null, (long)value.Coefficient, (short)value.Exponent)
            : new(kind, value);

    private static bool SameItems(IReadOnlyList<SqlValue> left, IReadOnlyList<SqlValue> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!left[i].Equals(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMembers(OrderedDictionary<string, SqlValue> left, OrderedDictionary<string, SqlValue> right)
    {
        foreach (var (name, value) in left)
        {
            if (!right.TryGetValue(name, out var other) || !value.Equals(other))
            {
                return false;
            }
        }

        return left.Count == right.Count;
    }

    private sealed record SqlBytes(ReadOnlyMemory<byte> Value);
}
