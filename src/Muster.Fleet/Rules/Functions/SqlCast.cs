using System.Collections.Frozen;

namespace Muster.Fleet.Rules.Functions;

/// <summary>
/// <c>cast(value AS type)</c>: the standard conversions, and numbers from and to booleans
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-cast).
/// </summary>
internal static class SqlCast
{
    private static readonly FrozenDictionary<string, SqlKind> Types = new Dictionary<string, SqlKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = SqlKind.String,
        ["Nvarchar"] = SqlKind.String,
        ["Text"] = SqlKind.String,
        ["Ntext"] = SqlKind.String,
        ["varchar"] = SqlKind.String,
        ["Int"] = SqlKind.Int,
        ["Integer"] = SqlKind.Int,
        ["Double"] = SqlKind.Decimal,
        ["Decimal"] = SqlKind.Decimal,
        ["Bool"] = SqlKind.Boolean,
        ["Boolean"] = SqlKind.Boolean,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Newer = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Decimal", "Bool", "Boolean");

    /// <summary>The type of a keyword, in any case, as the reference's name for it; none when the dialect has none of that name.</summary>
    public static string? Find(string keyword, SqlVersion version) =>
        Types.ContainsKey(keyword) && (version == SqlVersion.V20160323 || !Newer.Contains(keyword))
            ? Types.Keys.First(k => string.Equals(k, keyword, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>What is said of a keyword that is no type.</summary>
    public static string NoType(string keyword, SqlVersion version) =>
        $"{keyword} is no type; known are {string.Join(", ", Types.Keys.Where(k => version == SqlVersion.V20160323 || !Newer.Contains(k)).Order(StringComparer.OrdinalIgnoreCase))}";

    /// <summary>Converts.</summary>
    /// <param name="keyword">One that <see cref="Find"/> found.</param>
    /// <param name="value">The value.</param>
    /// <param name="version">The dialect.</param>
    public static SqlValue Apply(string keyword, SqlValue value, SqlVersion version) => Types.GetValueOrDefault(keyword) switch
    {
        SqlKind.String => SqlResult.Text(value.AsText()),
        SqlKind.Int => Number(value) is { } number ? SqlResult.Int(number.Floor()) : SqlValue.Undefined,
        SqlKind.Decimal when string.Equals(keyword, "Double", StringComparison.OrdinalIgnoreCase) =>
            Number(value) is { } number ? SqlResult.Double(number.ToDouble(), version) : SqlValue.Undefined,
        SqlKind.Decimal => SqlResult.Number(Number(value), version),
        SqlKind.Boolean when value.TryGetNumber(out var number) => SqlValue.From(number.Sign != 0),
        SqlKind.Boolean => value.AsBoolean() is { } truth ? SqlValue.From(truth) : SqlValue.Undefined,
        _ => SqlValue.Undefined,
    };

    private static SqlNumber? Number(SqlValue value) =>
        value.TryGetBoolean(out var truth) ? SqlNumber.From(truth ? 1 : 0) : value.AsNumber();
}
