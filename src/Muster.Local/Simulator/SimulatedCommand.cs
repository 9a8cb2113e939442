using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>A command as a robot reads it: what it does not understand it leaves alone.</summary>
/// <param name="Id">The command's id; none when it has none.</param>
/// <param name="Command">What to do.</param>
/// <param name="Order">The order's id; none when it names none.</param>
/// <param name="Attempt">The order's attempt; none when it names none.</param>
/// <param name="Position">Where the order is carried out; none when it does not say.</param>
/// <param name="ExpiresAt">When it must not be begun any more; none when it stays good.</param>
internal sealed record SimulatedCommand(string? Id, string Command, string? Order, int? Attempt, Position? Position, DateTimeOffset? ExpiresAt)
{
    /// <summary>Reads a payload; none when it is no command.</summary>
    public static SimulatedCommand? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "command") is not { } command)
            {
                return null;
            }

            var order = Object(root, "order");
            return new SimulatedCommand(
                Text(root, "id"), command, Text(order, "id"), (int?)Number(order, "attempt"), Place(Object(order, "position")), Time(root, "expiresAt"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: a string that is no valid UTF-8.
        }
    }

    private static Position? Place(JsonElement? value) =>
        Number(value, "x") is { } x && Number(value, "y") is { } y ? new Position(x, y, Map: Text(value, "map")) : null;

    private static JsonElement? Find(JsonElement? parent, string name, JsonValueKind kind) =>
        parent is { } p && p.TryGetProperty(name, out var found) && found.ValueKind == kind ? found : null;

    private static JsonElement? Object(JsonElement? parent, string name) => Find(parent, name, JsonValueKind.Object);

    private static string? Text(JsonElement? parent, string name) => Find(parent, name, JsonValueKind.String)?.GetString();

    private static double? Number(JsonElement? parent, string name) => Find(parent, name, JsonValueKind.Number)?.GetDouble();

    private static DateTimeOffset? Time(JsonElement? parent, string name) =>
        Find(parent, name, JsonValueKind.String) is { } text && text.TryGetDateTimeOffset(out var time) ? time : null;
}
