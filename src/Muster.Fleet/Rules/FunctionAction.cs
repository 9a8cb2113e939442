namespace Muster.Fleet.Rules;

/// <summary>Calls a function with what the rule emits.</summary>
/// <param name="Function">One of the fleet's own, or one of the configuration's section <c>functions</c>.</param>
public sealed record FunctionAction(string Function) : RuleAction
{
    /// <inheritdoc/>
    public override string Kind => "function";

    /// <inheritdoc/>
    public override string Target => Function;

    /// <inheritdoc/>
    public override string AwsName => "LambdaAction";
}
