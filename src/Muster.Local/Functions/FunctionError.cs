using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Muster.Local.Functions;

/// <summary>Why an invocation failed, as Lambda says it.</summary>
/// <param name="Type">The kind, such as <c>Sandbox.Timedout</c>, <c>Runtime.ExitError</c>, or what the function itself calls it.</param>
/// <param name="Message">What happened.</param>
public sealed record FunctionError(string Type, string Message)
{
    /// <summary>Neither the process nor its function had an answer in time.</summary>
    public const string TimedOut = "Sandbox.Timedout";

    /// <summary>The process ended.</summary>
    public const string Exited = "Runtime.ExitError";

    /// <summary>The response is larger than <see cref="FunctionOptions.MaxResponseBytes"/>.</summary>
    public const string ResponseTooLarge = "Function.ResponseSizeTooLarge";

    /// <summary>The event is larger than <see cref="FunctionOptions.MaxEventBytes"/>; the function has not seen it.</summary>
    public const string EventTooLarge = "RequestTooLargeException";

    /// <summary>The JSON that Lambda answers with.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", Type);
            writer.WriteString("errorMessage", Message);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>What a function said of its own failure.</summary>
    /// <param name="headerType">The header <c>Lambda-Runtime-Function-Error-Type</c>; none when it was not there.</param>
    /// <param name="body">The body, mostly <c>{"errorMessage", "errorType", "stackTrace"}</c>.</param>
    internal static FunctionError Read(string? headerType, ReadOnlyMemory<byte> body)
    {
        var (type, message) = (headerType, "the function gave no reason");
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                type = Text(document.RootElement, "errorType") ?? type;
                message = Text(document.RootElement, "errorMessage") ?? message;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A function may say what it likes: the header is then all there is.
        }

        return new FunctionError(type ?? "Unhandled", message);
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Text(value) : null;

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which Python's json writes, or no UTF-8: as it was written, without its quotes.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)).Trim('"');
        }
    }
}
