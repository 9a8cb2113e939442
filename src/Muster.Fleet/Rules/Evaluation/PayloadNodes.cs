using System.Text;
using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A value of the payload, found by its path.</summary>
internal sealed class SlotNode(int slot) : Node
{
    /// <summary>Where it is.</summary>
    public int Slot { get; } = slot;

    public override SqlValue Evaluate(ref Frame frame) => frame.Read(Slot);
}

/// <summary><c>*</c> as a value: the payload as JSON, or as bytes when it is none.</summary>
internal sealed class PayloadNode(int slot) : Node
{
    /// <summary>Where the whole payload is, when it is JSON.</summary>
    public int Slot { get; } = slot;

    public override SqlValue Evaluate(ref Frame frame) => frame.IsJson ? frame.Read(Slot) : SqlValue.FromBytes(frame.Payload.ToArray());
}

/// <summary><c>*</c> as an argument that is wanted as bytes, JSON or not.</summary>
internal sealed class PayloadBytesNode : Node
{
    public override SqlValue Evaluate(ref Frame frame) => SqlValue.FromBytes(frame.Payload.ToArray());
}

/// <summary><c>field = 'text'</c> and <c>field &lt;&gt; 'text'</c> without making a text of the field.</summary>
internal sealed class SlotTextNode(int slot, string text, bool isEqual) : Node
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public override SqlValue Evaluate(ref Frame frame)
    {
        ref var field = ref frame.Slots[slot];
        if (field.Type == JsonTokenType.None)
        {
            return SqlValue.Undefined;
        }

        if (field.Type != JsonTokenType.String)
        {
            // Not even read: only a number out of range would be Undefined, and it is read.
            return field.Type == JsonTokenType.Number && frame.Read(slot).IsUndefined ? SqlValue.Undefined : SqlValue.From(!isEqual);
        }

        var json = frame.Payload.Slice(field.Start + 1, field.Length - 2);
        var same = json.Contains((byte)'\\')
            ? frame.Read(slot).TryGetString(out var value) && value == text
            : json.SequenceEqual(_utf8);
        return SqlValue.From(same == isEqual);
    }
}
