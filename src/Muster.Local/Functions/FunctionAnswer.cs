using System.Text.Json;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;

namespace Muster.Local.Functions;

/// <summary>Reads what the fleet's functions answer: <c>{"outcome", "code", "reason", "field"}</c>.</summary>
internal static class FunctionAnswer
{
    /// <summary>The outcome; none when the answer says no such thing.</summary>
    public static FunctionOutcome? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement;
            return answer.ValueKind != JsonValueKind.Object ? null : Text(answer, "outcome") switch
            {
                "ACCEPTED" => FunctionOutcome.Accepted,
                "STALE" => FunctionOutcome.Stale,
                "REFUSED" when Refusal.ParseCode(Text(answer, "code")) is { } code =>
                    FunctionOutcome.Refused(new Refusal(code, Text(answer, "reason") ?? "", Text(answer, "field"))),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
