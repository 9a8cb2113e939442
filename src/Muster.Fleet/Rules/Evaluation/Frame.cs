using System.Text.Json;
using Muster.Fleet.Rules.Sql;

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

    /// <summary>The most work that may be made, at most <see cref="SqlLimits.Steps"/>.</summary>
    public long Limit { get; set; } = SqlLimits.Steps;

    /// <summary>The work so far, see <see cref="SqlLimits.Steps"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the rule wanted more of that than it may: then it emits nothing.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>Counts work.</summary>
    /// <returns>False when it is more than a message may make: then the rule emits nothing.</returns>
    public bool Charge(long work)
    {
        Steps += work;
        IsExhausted |= Steps > Limit;
        return !IsExhausted;
    }

    /// <summary>Counts the work of reading a value to its end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weight">How often, about.</param>
    /// <inheritdoc cref="Charge(long)"/>
    public bool Charge(SqlValue value, int weight = 1)
    {
        const int CharactersPerStep = 16;
        const int BytesPerStep = 4;
        if (value.TryGetString(out var text))
        {
            return Charge((long)weight * text.Length / CharactersPerStep);
        }

        if (value.Kind is not (SqlKind.Array or SqlKind.Object))
        {
            return true;
        }

        // Counted only as far as the work may go.
        var most = (int)(Limit - Math.Min(Steps, Limit)) * BytesPerStep / weight;
        return Charge(JsonSize.Fits(value, most, out var bytes) ? (long)weight * bytes / BytesPerStep : Limit + 1);
    }

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
