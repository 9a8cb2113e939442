using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A message while a rule looks at it.</summary>
internal ref struct Frame
{
    private readonly ref readonly MessageContext _message;

    public Frame(ReadOnlySpan<byte> payload, in MessageContext message, RuleServices services, SqlVersion version, Span<Slot> slots)
    {
        Payload = payload;
        _message = ref message;
        Services = services;
        Version = version;
        Slots = slots;
        Elements = [];
        Variables = [];
    }

    /// <summary>The message's payload.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>What the broker knows of the message.</summary>
    public readonly ref readonly MessageContext Message => ref _message;

    /// <summary>Randomness and ids.</summary>
    public RuleServices Services { get; }

    /// <summary>The rule's dialect.</summary>
    public SqlVersion Version { get; }

    /// <summary>The values of the payload that the rule needs.</summary>
    public Span<Slot> Slots { get; }

    /// <summary>Whether the payload is JSON.</summary>
    public bool IsJson { get; set; }

    /// <summary>The element that each nested query is at, the outermost first.</summary>
    public SqlValue[] Elements { get; set; }

    /// <summary>What SET defined, once somebody asked; null before.</summary>
    public SqlValue?[] Variables { get; set; }

    /// <summary>How large the variables are so far, in bytes of JSON.</summary>
    public int VariableBytes { get; set; }

    /// <summary>How many expressions nested queries have evaluated so far.</summary>
    public int Steps { get; set; }

    /// <summary>Whether the rule wanted more of that than it may: then it emits nothing.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>The value in a slot.</summary>
    public readonly SqlValue Read(int index)
    {
        ref var slot = ref Slots[index];
        if (!slot.IsRead)
        {
            slot.Value = slot.Type switch
            {
                JsonTokenType.None => SqlValue.Undefined,
                JsonTokenType.True => SqlValue.True,
                JsonTokenType.False => SqlValue.False,
                JsonTokenType.Null => SqlValue.Null,
                _ => JsonValueReader.Read(Payload.Slice(slot.Start, slot.Length), Version),
            };
            slot.IsRead = true;
        }

        return slot.Value;
    }
}
