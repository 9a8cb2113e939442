using System.Text.Unicode;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>What a rule's expressions need of a message, found out once.</summary>
/// <param name="fields">The paths into the payload.</param>
/// <param name="slots">How many.</param>
/// <param name="depth">How deep nested queries lie in one another.</param>
/// <param name="variables">How many variables SET defines.</param>
/// <param name="version">The dialect.</param>
internal sealed class Plan(FieldTree fields, int slots, int depth, int variables, SqlVersion version)
{
    /// <summary>How many slots a message needs.</summary>
    public int Slots => slots;

    /// <summary>Reads what is needed of a message.</summary>
    public Frame Begin(ReadOnlySpan<byte> payload, in MessageContext message, RuleServices services, Span<Slot> buffer)
    {
        var frame = new Frame(payload, message, services, version, buffer);

        // The JSON reader looks only into the text that somebody reads.
        frame.IsJson = slots > 0 && Utf8.IsValid(payload) && fields.Read(payload, buffer);
        if (depth > 0)
        {
            frame.Elements = new SqlValue[depth];
        }

        if (variables > 0)
        {
            frame.Variables = new SqlValue?[variables];
        }

        return frame;
    }
}
