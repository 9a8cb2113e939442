namespace Muster.Fleet.Messages;

/// <summary>Why a message was refused: a routine outcome, so a value and not an exception.</summary>
/// <param name="Code">The kind of mistake.</param>
/// <param name="Reason">What was wrong, where, and what would be right, for the person who made the robot.</param>
/// <param name="Field">The field that was wrong; none when it was the message as a whole.</param>
public sealed record Refusal(RefusalCode Code, string Reason, string? Field = null)
{
    /// <summary>The code as it travels: lower-case words with hyphens, such as <c>name-mismatch</c>.</summary>
    public string WireCode => Code switch
    {
        RefusalCode.InvalidJson => "invalid-json",
        RefusalCode.MissingField => "missing-field",
        RefusalCode.WrongType => "wrong-type",
        RefusalCode.InvalidValue => "invalid-value",
        RefusalCode.NameMismatch => "name-mismatch",
        RefusalCode.InvalidTopic => "invalid-topic",
        RefusalCode.PayloadTooLarge => "payload-too-large",
        RefusalCode.NotFound => "not-found",
        RefusalCode.NotHolder => "not-holder",
        RefusalCode.Conflict => "conflict",
        RefusalCode.KeyReused => "key-reused",
        _ => throw new InvalidOperationException($"no wire code for {Code}"),
    };

    /// <summary>The code that travels as <paramref name="wireCode"/>; none when no code does.</summary>
    public static RefusalCode? ParseCode(string? wireCode)
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            if (new Refusal(code, "").WireCode == wireCode)
            {
                return code;
            }
        }

        return null;
    }
}
