namespace Muster.Fleet.Rules.Functions;

/// <summary>What a value is, and what to take instead.</summary>
internal static class ValueFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<SqlFunction> All =>
    [
        new("isNull", 1, 1, (a, in _) => SqlValue.From(a[0].Kind == SqlKind.Null)) { UndefinedGivesUndefined = false, Weight = 0 },
        new("isUndefined", 1, 1, (a, in _) => SqlValue.From(a[0].IsUndefined)) { UndefinedGivesUndefined = false, Weight = 0, Since = SqlVersion.V20160323 },
        new("nanvl", 2, 2, (a, in _) => a[0].Kind is SqlKind.Undefined or SqlKind.Null ? a[1] : a[0]) { UndefinedGivesUndefined = false, Weight = 0 },
        new("get_or_default", 1, 2, GetOrDefault) { UndefinedGivesUndefined = false, Weight = 0, Since = SqlVersion.V20160323 },
        new("cast", 2, 2, Cast) { CheckLiterals = CheckCast },
    ];

    /// <summary>The first argument where it is a value, else the second. No number here is NaN: nanvl has only the other two to replace.</summary>
    private static SqlValue GetOrDefault(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[0].Kind is not (SqlKind.Undefined or SqlKind.Null) ? arguments[0]
        : arguments.Length > 1 ? arguments[1]
        : SqlValue.Undefined;

    /// <summary><c>cast(value AS type)</c>; the type's name is the second argument.</summary>
    private static SqlValue Cast(ReadOnlySpan<SqlValue> arguments, in SqlCallContext context) =>
        arguments[1].TryGetString(out var name) && SqlCast.Find(name, context.Version) is { } type
            ? SqlCast.Apply(type, arguments[0], context.Version)
            : SqlValue.Undefined;

    private static SqlArgumentMistake? CheckCast(IReadOnlyList<SqlValue?> arguments, SqlVersion version) =>
        arguments[1] is { } type && type.TryGetString(out var name) && SqlCast.Find(name, version) is null
            ? new SqlArgumentMistake(1, SqlCast.NoType(name, version))
            : null;
}
