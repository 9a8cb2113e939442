using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muster.Local.Rules;

/// <summary>What an error action gets, in AWS IoT Core's form (https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html).</summary>
internal static class ErrorMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(RuleEvent e, IReadOnlyList<ActionFailure> failures)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("ruleName", e.Rule);
            writer.WriteString("topic", e.Message.Context.Topic.Value);
            if (e.Message.Context.TraceId is { } trace)
            {
                writer.WriteString("cloudwatchTraceId", trace);
            }

            // AWS says N/A of a message that no client sent.
            writer.WriteString("clientId", e.Message.Context.ClientId ?? "N/A");
            writer.WriteBase64String("base64OriginalPayload", e.Message.Payload.Span);
            writer.WriteStartArray("failures");
            foreach (var failure in failures)
            {
                writer.WriteStartObject();
                writer.WriteString("failedAction", failure.Action.AwsName);
                writer.WriteString("failedResource", failure.Action.Target);
                writer.WriteString("errorMessage", failure.Reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
