using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Muster.Local.Store;

namespace Muster.Local.Functions.User;

/// <summary>
/// What a destination hears of an event that failed for good: Lambda's invocation record
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
/// </summary>
internal static class FailureRecord
{
    /// <summary>Every attempt failed.</summary>
    public const string RetriesExhausted = "RetriesExhausted";

    /// <summary>It became too old.</summary>
    public const string EventAgeExceeded = "EventAgeExceeded";

    /// <summary>Writes it.</summary>
    /// <param name="e">The event, with the answer of its last attempt.</param>
    /// <param name="payload">The event's JSON.</param>
    /// <param name="functionArn">The function's ARN, without a version.</param>
    /// <param name="condition">Why it is given up: one of this class's words.</param>
    /// <param name="now">The time.</param>
    public static byte[] Write(QueuedEvent e, ReadOnlySpan<byte> payload, string functionArn, string condition, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteString("timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("requestContext");
            writer.WriteString("requestId", e.RequestId);
            writer.WriteString("functionArn", $"{functionArn}:$LATEST");
            writer.WriteString("condition", condition);
            writer.WriteNumber("approximateInvokeCount", e.Attempts);
            writer.WriteEndObject();
            WriteJson(writer, "requestPayload", payload);
            if (e.Response is { } response)
            {
                writer.WriteStartObject("responseContext");
                writer.WriteNumber("statusCode", 200);
                writer.WriteString("executedVersion", "$LATEST");
                writer.WriteString("functionError", "Unhandled");
                writer.WriteEndObject();
                WriteJson(writer, "responsePayload", response);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>JSON as it came; what is none, as a text, in which U+FFFD stands for what is no UTF-8.</summary>
    private static void WriteJson(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName(name);
        if (!Utf8.IsValid(json))
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(json));
            return;
        }

        try
        {
            writer.WriteRawValue(json);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(json);
        }
    }
}
