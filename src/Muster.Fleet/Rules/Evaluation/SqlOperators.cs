using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>
/// What the operators make of their operands, by the tables of
/// https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-operators.html. A combination that a table does not list is
/// Undefined.
/// </summary>
internal static class SqlOperators
{
    /// <summary>Applies an operator other than AND and OR.</summary>
    public static SqlValue Apply(BinaryOperator operation, SqlValue left, SqlValue right, SqlVersion version)
    {
        if (left.IsUndefined || right.IsUndefined)
        {
            return SqlValue.Undefined;
        }

        return operation switch
        {
            BinaryOperator.Equal => SqlValue.From(left.Equals(right)),
            BinaryOperator.NotEqual => SqlValue.From(!left.Equals(right)),
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => Compare(operation, left, right),
            BinaryOperator.In => In(left, right),
            BinaryOperator.Add when left.Kind == SqlKind.String || right.Kind == SqlKind.String => Concatenate(left, right),

            // Only + takes texts for texts; it has no row that makes numbers of them.
            BinaryOperator.Add => left.IsNumber && right.IsNumber ? Calculate(operation, left, right, version) : SqlValue.Undefined,
            _ => Calculate(operation, left, right, version),
        };
    }

    private static SqlValue Compare(BinaryOperator operation, SqlValue left, SqlValue right)
    {
        int order;
        if (left.TryGetInt(out var a) && right.TryGetInt(out var b))
        {
            order = a.CompareTo(b);
        }
        else if (left.AsNumber() is { } first && right.AsNumber() is { } second)
        {
            order = first.CompareTo(second);
        }
        else
        {
            return SqlValue.Undefined;
        }

        return SqlValue.From(operation switch
        {
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static SqlValue In(SqlValue left, SqlValue right)
    {
        if (!right.TryGetArray(out var items))
        {
            return SqlValue.Undefined;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Equals(left))
            {
                return SqlValue.True;
            }
        }

        return SqlValue.False;
    }

    private static SqlValue Concatenate(SqlValue left, SqlValue right) =>
        left.AsText() is { } first && right.AsText() is { } second && first.Length + second.Length <= SqlLimits.Text
            ? SqlValue.From(first + second)
            : SqlValue.Undefined;

    private static SqlValue Calculate(BinaryOperator operation, SqlValue left, SqlValue right, SqlVersion version)
    {
        if (left.AsNumber() is not { } first || right.AsNumber() is not { } second)
        {
            return SqlValue.Undefined;
        }

        var isInt = left.Kind == SqlKind.Int && right.Kind == SqlKind.Int;
        SqlNumber result;
        var known = operation switch
        {
            BinaryOperator.Add => SqlNumber.TryAdd(first, second, out result),
            BinaryOperator.Subtract => SqlNumber.TrySubtract(first, second, out result),
            BinaryOperator.Multiply => SqlNumber.TryMultiply(first, second, out result),
            BinaryOperator.Divide => isInt ? SqlNumber.TryDivideWhole(first, second, out result) : SqlNumber.TryDivide(first, second, out result),
            _ => SqlNumber.TryRemainder(first, second, out result),
        };
        if (!known)
        {
            return SqlValue.Undefined;
        }

        // A whole number of more than 34 digits is no Int any more.
        return isInt && result.IsInteger ? SqlValue.FromInt(result) : SqlDialect.Result(SqlValue.FromDecimal(result), version);
    }
}
