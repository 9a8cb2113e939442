using System.Buffers;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;

namespace Muster.Local.Rules;

/// <summary>A rule in force.</summary>
internal sealed class ActiveRule(CompiledRule compiled, int order, RuleCounts counts)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _output;

    public CompiledRule Compiled => compiled;

    public Rule Rule => compiled.Rule;

    /// <summary>Its place in the list, in which rules run.</summary>
    public int Order => order;

    public RuleCounts Counts => counts;

    /// <summary>The function of a built-in rule, which is called with the payload as it came; none for a rule of the configuration.</summary>
    public FleetFunction? Function { get; init; }

    public IReadOnlyList<ActiveAction> Actions { get; init; } = [];

    public ActiveAction? ErrorAction { get; init; }

    /// <summary>What the rule emits of a message, in memory of its own; none when it does not select it.</summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of it.</param>
    /// <param name="services">Randomness and ids.</param>
    /// <param name="work">How much work rules may still make for the message; what this one made is taken off.</param>
    public byte[]? Emit(ReadOnlySpan<byte> payload, in MessageContext context, RuleServices services, ref long work)
    {
        var buffer = _output ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        if (!compiled.TryWrite(payload, context, buffer, services, ref work))
        {
            counts.PassOver();
            return null;
        }

        counts.Select();
        return buffer.WrittenSpan.ToArray();
    }
}
