using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>Writes JSON on one line, for programs that read line by line.</summary>
internal static class CompactJson
{
    // The output is no HTML: letters of all languages stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The object whose fields <paramref name="write"/> writes.</summary>
    public static string OfObject(Action<Utf8JsonWriter> write) => Of(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });

    /// <summary><paramref name="element"/>.</summary>
    public static string Of(JsonElement element) => Of(element.WriteTo);
}
