using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>What follows SELECT.</summary>
/// <param name="value">The one item of SELECT VALUE; none for the others.</param>
/// <param name="hasAll">Whether <c>*</c> is among the items.</param>
/// <param name="columns">The others.</param>
internal sealed class Selection(Node? value, bool hasAll, Column[] columns)
{
    /// <summary>Whether it is <c>*</c> alone.</summary>
    public bool IsAll => hasAll && columns.Length == 0;

    /// <summary>Whether it is the payload as it came, and columns that only the message's context decides.</summary>
    public bool KeepsPayload => hasAll && columns.All(c => c.Value is { IsOfContext: true });

    /// <summary>The columns, without those of <c>*</c>.</summary>
    public Column[] Columns => columns;

    /// <summary>What is selected of the element of a nested query.</summary>
    public SqlValue Of(ref Frame frame, SqlValue element)
    {
        if (value is not null)
        {
            return value.Evaluate(ref frame);
        }

        if (IsAll)
        {
            return element;
        }

        var members = new OrderedDictionary<string, SqlValue>(StringComparer.Ordinal);
        var all = hasAll && element.TryGetObject(out var given) ? given : null;
        if (!frame.Charge((long)SqlLimits.MemberSteps * (columns.Length + (all?.Count ?? 0) + 1)))
        {
            return SqlValue.Undefined;
        }

        if (all is not null)
        {
            foreach (var (name, member) in all)
            {
                members[name] = member;
            }
        }

        foreach (var column in columns)
        {
            var selected = column.Evaluate(ref frame);
            if (selected.IsUndefined)
            {
                members.Remove(column.Name);
            }
            else
            {
                members[column.Name] = selected;
            }
        }

        return SqlValue.FromObject(members);
    }

    /// <summary>Writes what is selected of the message.</summary>
    /// <returns>False when that is nothing: columns beside <c>*</c> want a payload that is an object, or none at all.</returns>
    public bool TryWrite(ref Frame frame, JsonBuffer output)
    {
        if (value is not null)
        {
            return TryWriteValue(ref frame, output);
        }

        if (IsAll)
        {
            output.Write(frame.Payload);
            return true;
        }

        output.Write("{"u8);
        if (!hasAll || frame.Payload.IsEmpty)
        {
            Column.WriteAll(columns, ref frame, output, isFirst: true);
        }
        else if (PayloadFields.Of(frame.Payload, columns) is { } fields)
        {
            // As it was written: numbers keep their digits, texts their escapes.
            var comma = ""u8;
            foreach (var field in fields.Values)
            {
                output.Write(comma);
                output.Write(frame.Payload[field]);
                comma = ","u8;
            }

            Column.WriteAll(columns, ref frame, output, isFirst: comma.IsEmpty);
        }
        else
        {
            return false;
        }

        output.Write("}"u8);
        return true;
    }

    private bool TryWriteValue(ref Frame frame, JsonBuffer output)
    {
        if (value is PayloadNode && !frame.IsJson)
        {
            output.Write(frame.Payload);
            return true;
        }

        var before = output.Length;
        if (value is not (SlotNode or PayloadNode))
        {
            var selected = value!.Evaluate(ref frame);
            if (selected.TryGetBytes(out var bytes))
            {
                output.Write(bytes.Span);
                return true;
            }

            if (selected.Kind == SqlKind.Array && frame.Version == SqlVersion.V20151008)
            {
                return false;
            }

            if (!selected.IsUndefined)
            {
                output.Write(selected);
            }

            return true;
        }

        // The first dialect can't emit an array; an Undefined value by itself is written as nothing.
        var isWritten = ValueWriter.TryWrite(value, ref frame, output);
        return frame.Version != SqlVersion.V20151008 || !isWritten || output.Written[before] != (byte)'[';
    }
}
