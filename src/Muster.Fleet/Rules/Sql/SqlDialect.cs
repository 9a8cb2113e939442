namespace Muster.Fleet.Rules.Sql;

/// <summary>Where the dialects see numbers differently.</summary>
internal static class SqlDialect
{
    /// <summary>
    /// A number of the payload or the statement: 2016-03-23 takes 10.0 for the Int 10, 2015-10-08 for a Decimal
    /// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-data-types.html).
    /// </summary>
    public static SqlValue Number(SqlNumber number, SqlVersion version) =>
        version == SqlVersion.V20160323 || !number.HasPoint ? SqlValue.From(number) : SqlValue.FromDecimal(number);

    /// <summary>The value of a literal.</summary>
    public static SqlValue ValueOf(Literal literal, SqlVersion version) =>
        literal.Value.TryGetNumber(out var number) ? Number(number, version) : literal.Value;

    /// <summary>
    /// What an operator or a function made: 2016-03-23 writes a whole Decimal without its decimal point (cast(5 AS Decimal) is
    /// emitted as 5), 2015-10-08 with it.
    /// </summary>
    public static SqlValue Result(SqlValue value, SqlVersion version) =>
        version == SqlVersion.V20160323 && value.Kind == SqlKind.Decimal && value.TryGetNumber(out var number) && number.HasPoint && number.IsInteger
            ? SqlValue.FromDecimal(number.ToWhole())
            : value;
}
