namespace Muster.Fleet.Rules.Evaluation;

/// <summary>
/// A nested query: what is selected of each element that its condition selects, as an array; of an object, what is selected of
/// it, as the reference's third example of transform has it; of anything else Undefined.
/// </summary>
/// <param name="source">The array.</param>
/// <param name="isAll">Whether the source is <c>*</c>: an object is an array of it alone then, as measured on AWS.</param>
/// <param name="depth">How many queries lie around it.</param>
/// <param name="selection">What is selected of an element.</param>
/// <param name="where">Which elements; none selects all.</param>
/// <param name="cost">How many expressions an element costs.</param>
internal sealed class QueryNode(Node source, bool isAll, int depth, Selection selection, Node? where, int cost) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var from = source.Evaluate(ref frame);
        if (!from.TryGetArray(out var elements))
        {
            if (from.Kind != SqlKind.Object)
            {
                return SqlValue.Undefined;
            }

            elements = [from];
        }

        var selected = new List<SqlValue>();
        for (var i = 0; i < elements.Count && !frame.IsExhausted; i++)
        {
            if (!frame.Charge(cost))
            {
                return SqlValue.Undefined;
            }

            frame.Elements[depth] = elements[i];
            if (where is null || where.IsTrue(ref frame))
            {
                var value = selection.Of(ref frame, elements[i]);
                if (!value.IsUndefined)
                {
                    selected.Add(value);
                }
            }
        }

        return from.Kind == SqlKind.Array || isAll ? SqlValue.FromArray(selected)
            : selected is [var only] ? only
            : SqlValue.Undefined;
    }
}

/// <summary>The element of the query that lies <paramref name="depth"/> queries deep.</summary>
internal sealed class ElementNode(int depth) : Node
{
    public override SqlValue Evaluate(ref Frame frame) => frame.Elements[depth];
}

/// <summary>The first of several that is not Undefined: a source that is looked for in the element, then in what lies around it.</summary>
internal sealed class FirstNode(Node[] candidates) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        foreach (var candidate in candidates)
        {
            var value = candidate.Evaluate(ref frame);
            if (!value.IsUndefined)
            {
                return value;
            }
        }

        return SqlValue.Undefined;
    }
}
