using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary><c>AND</c>, <c>OR</c>.</summary>
internal sealed class LogicNode(Node left, Node right, bool isAnd) : Node
{
    public override SqlValue Evaluate(ref Frame frame) =>
        left.Evaluate(ref frame).AsBoolean() is { } first && right.Evaluate(ref frame).AsBoolean() is { } second
            ? SqlValue.From(isAnd ? first && second : first || second)
            : SqlValue.Undefined;

    // A condition asks only whether it is true: AND is not, once one side is not.
    public override bool IsTrue(ref Frame frame) =>
        isAnd ? left.IsTrue(ref frame) && right.IsTrue(ref frame) : base.IsTrue(ref frame);
}

/// <summary><c>NOT</c>.</summary>
internal sealed class NotNode(Node operand) : Node
{
    public override SqlValue Evaluate(ref Frame frame) =>
        operand.Evaluate(ref frame).AsBoolean() is { } value ? SqlValue.From(!value) : SqlValue.Undefined;
}

/// <summary>A minus before a value.</summary>
internal sealed class NegateNode(Node operand) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var value = operand.Evaluate(ref frame);
        return value.AsNumber() is { } number
            ? value.Kind == SqlKind.Int ? SqlValue.FromInt(-number) : SqlDialect.Result(SqlValue.FromDecimal(-number), frame.Version)
            : SqlValue.Undefined;
    }
}

/// <summary><c>EXISTS</c>: whether a query selected an element; of an object that is the object itself.</summary>
internal sealed class ExistsNode(Node operand) : Node
{
    public override SqlValue Evaluate(ref Frame frame) =>
        SqlValue.From(operand.Evaluate(ref frame) is var found && (found.TryGetArray(out var items) ? items.Count > 0 : found.Kind == SqlKind.Object));
}

/// <summary>All other operators with two operands.</summary>
internal sealed class BinaryNode(BinaryOperator operation, Node left, Node right) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var first = left.Evaluate(ref frame);
        if (first.IsUndefined)
        {
            return SqlValue.Undefined;
        }

        var second = right.Evaluate(ref frame);
        return first.IsNumber && second.IsNumber || (frame.Charge(first) && frame.Charge(second))
            ? SqlOperators.Apply(operation, first, second, frame.Version)
            : SqlValue.Undefined;
    }
}
