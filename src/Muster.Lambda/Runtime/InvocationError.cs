using System.Text.Json;

namespace Muster.Lambda.Runtime;

/// <summary>An error in Lambda's form.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Message">What happened.</param>
/// <param name="StackTrace">Where, a line each.</param>
internal sealed record InvocationError(string Type, string Message, IReadOnlyList<string> StackTrace)
{
    /// <summary>The error that <paramref name="exception"/> tells of, with what caused it.</summary>
    public static InvocationError Of(Exception exception) => exception is InitException init
        ? new InvocationError(init.Type, init.Message, [])
        : new InvocationError(exception.GetType().Name, exception.Message, Lines(exception));

    /// <summary>Its JSON.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", Message);
            json.WriteString("errorType", Type);
            json.WriteStartArray("stackTrace");
            foreach (var line in StackTrace)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static List<string> Lines(Exception exception)
    {
        var lines = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e != exception)
            {
                lines.Add($"caused by {e.GetType().Name}: {e.Message}");
            }

            lines.AddRange((e.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return lines;
    }
}
