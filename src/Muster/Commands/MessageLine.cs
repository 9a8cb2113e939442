using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MQTTnet;

namespace Muster.Commands;

/// <summary>A message as a line of <c>muster watch</c>.</summary>
internal static class MessageLine
{
    /// <summary>For people: topic and payload.</summary>
    public static string Text(MqttApplicationMessage message)
    {
        var payload = message.Payload.ToArray();
        return $"{message.Topic} {(Utf8.IsValid(payload) ? Encoding.UTF8.GetString(payload) : $"base64:{Convert.ToBase64String(payload)}")}";
    }

    /// <summary>For programs: one JSON object, the payload in it as JSON when it is JSON.</summary>
    public static string Json(MqttApplicationMessage message) => CompactJson.Of(writer =>
    {
        var payload = message.Payload.ToArray();
        writer.WriteStartObject();
        writer.WriteString("topic", message.Topic);
        writer.WritePropertyName("payload");
        var isText = Utf8.IsValid(payload);
        if (!isText)
        {
            writer.WriteBase64StringValue(payload);
        }
        else if (!TryWriteJson(payload, writer))
        {
            writer.WriteStringValue(payload);
        }

        writer.WriteBoolean("retain", message.Retain);
        if (!isText)
        {
            writer.WriteString("encoding", "base64");
        }

        writer.WriteEndObject();
    });

    private static bool TryWriteJson(byte[] payload, Utf8JsonWriter writer)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            document.RootElement.WriteTo(writer);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
