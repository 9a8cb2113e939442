using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>Writes what an expression selects.</summary>
internal static class ValueWriter
{
    /// <summary>Writes a value of the payload as it was written there, any other as JSON without spaces.</summary>
    /// <returns>False when it is Undefined.</returns>
    public static bool TryWrite(Node node, ref Frame frame, JsonBuffer output)
    {
        var slot = node switch
        {
            SlotNode field => field.Slot,
            PayloadNode payload when frame.IsJson => payload.Slot,
            _ => -1,
        };
        if (slot < 0)
        {
            var value = node.Evaluate(ref frame);
            output.Write(value);
            return !value.IsUndefined;
        }

        ref readonly var place = ref frame.Slots[slot];
        if (place.Type == JsonTokenType.None)
        {
            return false;
        }

        var json = frame.Payload.Slice(place.Start, place.Length);
        if (place.Type == JsonTokenType.Number && frame.Version == SqlVersion.V20160323 && json.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 && frame.Read(slot) is { Kind: SqlKind.Int } whole)
        {
            // This dialect takes 10.0 for the Int 10.
            output.Write(whole);
        }
        else
        {
            output.Write(json);
        }

        return true;
    }
}
