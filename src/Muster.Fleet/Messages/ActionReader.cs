namespace Muster.Fleet.Messages;

/// <summary>Reads who does something, and why.</summary>
public static class ActionReader
{
    /// <summary>The longest that who may be, in characters.</summary>
    public const int MaxBy = 128;

    /// <summary>The longest that why may be, in characters.</summary>
    public const int MaxReason = 1000;

    private static readonly string[] Fields = ["by", "reason"];
    private static readonly string[] FieldsWithPriority = [.. Fields, "priority"];

    /// <summary>
    /// Reads <paramref name="payload"/>. A field of another name is refused: what is posted here by mistake, or by somebody else's
    /// program, is not meant for it.
    /// </summary>
    /// <param name="payload">One JSON object in UTF-8.</param>
    /// <param name="takesPriority">Whether the priority is what is changed.</param>
    /// <param name="by">Who, at most 128 characters; none when it does not say.</param>
    /// <param name="reason">Why, at most 1,000 characters; none when it does not say.</param>
    /// <param name="priority">An order's new priority, 0 to 9; none when it does not say.</param>
    /// <returns>Why it is refused; none when it is not.</returns>
    public static Refusal? Read(ReadOnlyMemory<byte> payload, bool takesPriority, out string? by, out string? reason, out int? priority)
    {
        var fields = JsonFields.Read(payload, """{"by": "alice", "reason": "cleaning"}""");
        fields.Only(takesPriority ? FieldsWithPriority : Fields);
        by = fields.Text("by", MaxBy);
        reason = fields.Text("reason", MaxReason);
        priority = fields.Integer("priority", 0, Orders.Order.MaxPriority);
        return fields.Refusal;
    }
}
