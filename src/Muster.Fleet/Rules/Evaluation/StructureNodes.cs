using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary><c>target.name</c> of what is no path into the payload.</summary>
internal sealed class MemberNode(Node target, string name) : Node
{
    public override SqlValue Evaluate(ref Frame frame) => target.Evaluate(ref frame).Member(name);
}

/// <summary><c>[item, …]</c>. An Undefined item is null, as in JSON nothing else keeps the places of the others.</summary>
internal sealed class ArrayNode(Node[] items) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var values = new SqlValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i].Evaluate(ref frame);
            values[i] = value.IsUndefined ? SqlValue.Null : value;
        }

        return SqlValue.FromArray(values);
    }
}

/// <summary><c>{'name': value, …}</c>. An Undefined member is left out.</summary>
internal sealed class ObjectNode((string Name, Node Value)[] members) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        if (!frame.Charge((long)SqlLimits.MemberSteps * (members.Length + 1)))
        {
            return SqlValue.Undefined;
        }

        var values = new OrderedDictionary<string, SqlValue>(members.Length, StringComparer.Ordinal);
        foreach (var (name, node) in members)
        {
            var value = node.Evaluate(ref frame);
            if (value.IsUndefined)
            {
                values.Remove(name);
            }
            else
            {
                values[name] = value;
            }
        }

        return SqlValue.FromObject(values);
    }
}

/// <summary><c>CASE value WHEN match THEN result … ELSE result END</c>.</summary>
internal sealed class CaseNode(Node value, (Node Match, Node Result)[] branches, Node? otherwise) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var given = value.Evaluate(ref frame);
        if (given.IsUndefined)
        {
            return SqlValue.Undefined;
        }

        foreach (var (match, result) in branches)
        {
            if (frame.Charge(given) && given.Equals(match.Evaluate(ref frame)))
            {
                return result.Evaluate(ref frame);
            }
        }

        return otherwise?.Evaluate(ref frame) ?? SqlValue.Undefined;
    }
}

/// <summary>
/// <c>@name</c>: evaluated when first asked for, and kept. Those before it come first, so that variables that use one another do
/// not lie deep in one another.
/// </summary>
/// <param name="index">Which variable.</param>
/// <param name="values">What all of them stand for, in the order of SET.</param>
internal sealed class VariableNode(int index, Node[] values) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        for (var i = 0; i <= index; i++)
        {
            if (frame.Variables[i] is null)
            {
                var value = values[i].Evaluate(ref frame);
                if (!JsonSize.Fits(value, SqlLimits.VariableBytes - frame.VariableBytes, out var bytes))
                {
                    value = SqlValue.Undefined;
                }

                frame.VariableBytes += bytes;
                frame.Variables[i] = value;
            }
        }

        return frame.Variables[index]!.Value;
    }
}
