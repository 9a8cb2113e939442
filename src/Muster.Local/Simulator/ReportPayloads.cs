using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>Writes what a simulated robot reports.</summary>
internal static class ReportPayloads
{
    /// <summary>A status report.</summary>
    public static byte[] Status(SimulatedRobotOptions robot, string status, double battery, Position position, string? order, DateTimeOffset at) => Write(json =>
    {
        json.WriteString("name", robot.Name);
        json.WriteString("status", status);
        if (robot.Site is not null)
        {
            json.WriteString("site", robot.Site);
        }

        json.WriteStartArray("capabilities");
        foreach (var capability in robot.Capabilities)
        {
            json.WriteStringValue(capability);
        }

        json.WriteEndArray();
        json.WriteNumber("battery", Math.Round(battery, 1));
        json.WriteStartObject("position");
        json.WriteNumber("x", Math.Round(position.X, 2));
        json.WriteNumber("y", Math.Round(position.Y, 2));
        if (position.Map is not null)
        {
            json.WriteString("map", position.Map);
        }

        json.WriteEndObject();
        json.WriteString("order", order);
        json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    });

    /// <summary>The last will.</summary>
    public static byte[] LastWill(string name) => Write(json =>
    {
        json.WriteString("name", name);
        json.WriteString("status", "OFFLINE");
    });

    /// <summary>A report on an order.</summary>
    public static byte[] Order(string state, int? attempt, int? progress, string? reason) => Write(json =>
    {
        json.WriteString("state", state);
        if (progress is { } percent)
        {
            json.WriteNumber("progress", percent);
        }

        if (reason is not null)
        {
            json.WriteString("reason", reason);
        }

        if (attempt is { } number)
        {
            json.WriteNumber("attempt", number);
        }
    });

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
