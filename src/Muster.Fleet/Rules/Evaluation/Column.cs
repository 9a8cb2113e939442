using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A member of what a rule emits: a value, or, where its alias has dots, an object of columns.</summary>
internal sealed class Column
{
    private readonly byte[] _start;

    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value; none when it is an object of <paramref name="children"/>.</param>
    /// <param name="children">The columns in it.</param>
    public Column(string name, Node? value, Column[] children)
    {
        Name = name;
        Value = value;
        Children = children;
        _start = [(byte)'"', .. JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"', (byte)':'];
    }

    /// <summary>The member's name.</summary>
    public string Name { get; }

    /// <summary>Its value; none when it is an object of columns.</summary>
    public Node? Value { get; }

    /// <summary>The columns in it.</summary>
    public Column[] Children { get; }

    /// <summary>Writes the members that have a value, with a comma before each but the first.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool WriteAll(Column[] columns, ref Frame frame, JsonBuffer output, bool isFirst)
    {
        foreach (var column in columns)
        {
            var before = output.Length;
            output.Write(isFirst ? ""u8 : ","u8);
            output.Write(column._start);
            if (column.TryWriteValue(ref frame, output))
            {
                isFirst = false;
            }
            else
            {
                output.Length = before;
            }
        }

        return !isFirst;
    }

    /// <summary>The value of a column in a nested query.</summary>
    public SqlValue Evaluate(ref Frame frame)
    {
        if (Value is not null)
        {
            return Value.Evaluate(ref frame);
        }

        var members = new OrderedDictionary<string, SqlValue>(StringComparer.Ordinal);
        foreach (var child in Children)
        {
            if (child.Evaluate(ref frame) is { IsUndefined: false } value)
            {
                members[child.Name] = value;
            }
        }

        return members.Count > 0 ? SqlValue.FromObject(members) : SqlValue.Undefined;
    }

    private bool TryWriteValue(ref Frame frame, JsonBuffer output)
    {
        if (Value is not null)
        {
            return ValueWriter.TryWrite(Value, ref frame, output);
        }

        output.Write("{"u8);
        var any = WriteAll(Children, ref frame, output, isFirst: true);
        output.Write("}"u8);
        return any;
    }
}
