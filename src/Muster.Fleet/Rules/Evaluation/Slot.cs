using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>A value of the payload that a rule needs: where it is, and what it is once somebody asked.</summary>
internal struct Slot
{
    /// <summary>Where its JSON begins.</summary>
    public int Start;

    /// <summary>How long its JSON is.</summary>
    public int Length;

    /// <summary>What it is; <see cref="JsonTokenType.None"/> when the payload has no such value.</summary>
    public JsonTokenType Type;

    /// <summary>Whether <see cref="Value"/> has been read.</summary>
    public bool IsRead;

    /// <summary>The value.</summary>
    public SqlValue Value;
}

/// <summary>Slots on the stack, enough for most rules.</summary>
[InlineArray(Size)]
internal struct SlotBuffer
{
    /// <summary>How many.</summary>
    public const int Size = 16;

    private Slot _first;
}
