using System.Text;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Local.Functions;

namespace Muster.Commands;

/// <summary>Prints what came of an invocation.</summary>
/// <param name="output">Where to.</param>
/// <param name="json">Whether as an object on one line, for programs.</param>
internal sealed class InvokePrinter(TextWriter output, bool json)
{
    private bool _isSecond;

    /// <summary>Prints the result of a package.</summary>
    public Task PrintAsync(InvocationResult result, IReadOnlyList<OutboundMessage> sent) =>
        json ? output.WriteLineAsync(ToJson(result.Payload, result, sent)) : PrintTextAsync(result.Payload, result.Log, sent);

    /// <summary>Prints the result of a call in this process, which has no log and no report.</summary>
    public Task PrintAsync(ReadOnlyMemory<byte> answer, IReadOnlyList<OutboundMessage> sent) =>
        json ? output.WriteLineAsync(ToJson(answer, result: null, sent)) : PrintTextAsync(answer, "", sent);

    private static string ToJson(ReadOnlyMemory<byte> payload, InvocationResult? result, IReadOnlyList<OutboundMessage> sent) => CompactJson.OfObject(writer =>
    {
        if (result is null)
        {
            WriteValue(writer, "result", payload);
        }
        else
        {
            writer.WriteString("requestId", result.Report.RequestId);
            WriteValue(writer, result.Error is null ? "result" : "error", payload);
            writer.WriteString("log", result.Log);
            WriteReport(writer, result.Report);
        }

        writer.WriteStartArray("sent");
        foreach (var message in sent)
        {
            writer.WriteStartObject();
            writer.WriteString("topic", message.Topic);
            writer.WriteBoolean("retain", message.Retain);
            WriteValue(writer, "payload", message.Payload);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteReport(Utf8JsonWriter writer, InvocationReport report)
    {
        writer.WriteStartObject("report");
        writer.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 3));
        writer.WriteNumber("billedMs", report.BilledMilliseconds);
        if (report.InitDuration is { } init)
        {
            writer.WriteNumber("initMs", Math.Round(init.TotalMilliseconds, 3));
        }

        writer.WriteNumber("memorySizeMb", report.MemorySize);
        writer.WriteNumber("maxMemoryUsedMb", report.MaxMemoryUsed);
        if (report.Status is not null)
        {
            writer.WriteString("status", report.Status);
        }

        writer.WriteEndObject();
    }

    /// <summary>JSON as JSON, anything else as text.</summary>
    private static void WriteValue(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> value)
    {
        writer.WritePropertyName(name);
        try
        {
            using var document = JsonDocument.Parse(value);
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(value.Span));
        }
    }

    private async Task PrintTextAsync(ReadOnlyMemory<byte> payload, string log, IReadOnlyList<OutboundMessage> sent)
    {
        if (_isSecond)
        {
            await output.WriteLineAsync();
        }

        _isSecond = true;
        await output.WriteLineAsync(Printable.Of(Encoding.UTF8.GetString(payload.Span)));
        if (log.Length > 0)
        {
            await output.WriteLineAsync();
            await output.WriteAsync(Printable.Of(log));
        }

        if (sent.Count > 0)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync("It would have sent (a test sends nothing, unless MUSTER_IOT_ENDPOINT says where to):");
            foreach (var message in sent)
            {
                await output.WriteLineAsync($"  {Printable.Of(message.Topic)} {Printable.Of(Encoding.UTF8.GetString(message.Payload.Span))}");
            }
        }

        await output.FlushAsync();
    }
}
