using System.Runtime.CompilerServices;
using Muster.Fleet.Rules.Functions;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A call of a function.</summary>
internal sealed class CallNode(SqlFunction function, Node[] arguments) : Node
{
    private const int StructureWeight = 4;

    // It measures the machine's work, not the fleet's time: no test turns this clock.
    private static readonly TimeProvider Clock = TimeProvider.System;

    public override SqlValue Evaluate(ref Frame frame)
    {
        var few = default(FewValues);
        Span<SqlValue> values = arguments.Length <= FewValues.Size ? ((Span<SqlValue>)few)[..arguments.Length] : new SqlValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref frame);
            if ((function.UndefinedGivesUndefined && values[i].IsUndefined) || (function.Weight > 0 && !frame.Charge(values[i], function.Weight)) || frame.IsExhausted)
            {
                return SqlValue.Undefined;
            }
        }

        var context = new SqlCallContext(frame.Message, frame.Services, frame.Version);
        var start = function.IsTimed ? Clock.GetTimestamp() : 0;
        var result = function.Body(values, context);
        if (function.IsTimed)
        {
            frame.Charge((long)Clock.GetElapsedTime(start).TotalMicroseconds);
        }

        // replace() and its like make more than they read; of what decode() and its like make, each byte of JSON is several in memory.
        var weight = result.Kind is SqlKind.Array or SqlKind.Object ? StructureWeight * function.Weight : function.Weight;
        return weight == 0 || frame.Charge(result, weight) ? SqlDialect.Result(result, frame.Version) : SqlValue.Undefined;
    }

    [InlineArray(Size)]
    private struct FewValues
    {
        public const int Size = 4;

        private SqlValue _first;
    }
}
