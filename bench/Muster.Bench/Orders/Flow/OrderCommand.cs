using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.Bench.Orders.Flow;

/// <summary>EXECUTE_ORDER as a robot reads it.</summary>
/// <param name="Order">The order's id.</param>
/// <param name="Attempt">Which attempt it is.</param>
/// <param name="Number">The number that it was placed with (<see cref="PlaceRequest"/>).</param>
internal readonly record struct OrderCommand(string Order, int Attempt, int Number)
{
    /// <summary>None when it is another command.</summary>
    internal static OrderCommand? Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        using var document = JsonDocument.ParseValue(ref reader);
        if (!document.RootElement.GetProperty("command").ValueEquals("EXECUTE_ORDER"u8))
        {
            return null;
        }

        var order = document.RootElement.GetProperty("order");
        return order.TryGetProperty("parameters", out var parameters) && parameters.TryGetProperty("number", out var number)
            ? new OrderCommand(order.GetProperty("id").GetString()!, order.GetProperty("attempt").GetInt32(), int.Parse(number.GetString()!, CultureInfo.InvariantCulture))
            : throw new BenchException($"a command without the parameters of its order: {Encoding.UTF8.GetString(payload)}");
    }
}
