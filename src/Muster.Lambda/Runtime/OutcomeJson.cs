using System.Buffers;
using System.Text.Json;
using Muster.Fleet.Functions;

namespace Muster.Lambda.Runtime;

/// <summary>What an invocation answers: <c>{"outcome":"ACCEPTED"}</c>, and why when it was refused.</summary>
internal static class OutcomeJson
{
    private static readonly byte[] Accepted = """{"outcome":"ACCEPTED"}"""u8.ToArray();
    private static readonly byte[] Stale = """{"outcome":"STALE"}"""u8.ToArray();

    /// <summary>The JSON of <paramref name="outcome"/>.</summary>
    public static ReadOnlyMemory<byte> Of(in FunctionOutcome outcome) => outcome switch
    {
        { Refusal: { } refusal } => Refused(refusal),
        { Kind: FunctionOutcomeKind.Stale } => Stale,
        _ => Accepted,
    };

    private static ReadOnlyMemory<byte> Refused(Fleet.Messages.Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("outcome", "REFUSED");
            json.WriteString("code", refusal.WireCode);
            json.WriteString("reason", refusal.Reason);
            if (refusal.Field is { } field)
            {
                json.WriteString("field", field);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
