namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A value that no message changes.</summary>
internal sealed class ConstantNode(SqlValue value) : Node
{
    /// <summary>The value.</summary>
    public SqlValue Value { get; } = value;

    public override SqlValue Evaluate(ref Frame frame) => Value;
}
