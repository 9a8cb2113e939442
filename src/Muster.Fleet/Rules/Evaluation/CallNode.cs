using System.Runtime.CompilerServices;
using Muster.Fleet.Rules.Functions;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A call of a function.</summary>
internal sealed class CallNode(SqlFunction function, Node[] arguments) : Node
{
    public override SqlValue Evaluate(ref Frame frame)
    {
        var few = default(FewValues);
        Span<SqlValue> values = arguments.Length <= FewValues.Size ? ((Span<SqlValue>)few)[..arguments.Length] : new SqlValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref frame);
            if (function.UndefinedGivesUndefined && values[i].IsUndefined)
            {
                return SqlValue.Undefined;
            }
        }

        var context = new SqlCallContext(frame.Message, frame.Services, frame.Version);
        return SqlDialect.Result(function.Body(values, context), frame.Version);
    }

    [InlineArray(Size)]
    private struct FewValues
    {
        public const int Size = 4;

        private SqlValue _first;
    }
}
