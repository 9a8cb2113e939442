namespace Muster.Fleet.Rules.Sql;

/// <summary>Operators as they are written, and how they bind.</summary>
internal static class OperatorText
{
    /// <summary>How the operator is written.</summary>
    public static string Of(BinaryOperator value) => value switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "IN",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "%",
    };

    /// <summary>How tight it binds: more binds first. Operators of one level are taken from left to right.</summary>
    public static int Precedence(BinaryOperator value) => value switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => 5,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => 6,
        _ => 4,
    };
}
