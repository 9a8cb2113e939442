using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Muster.Local.Rules;

/// <summary>What a rule emits where JSON is needed.</summary>
internal static class JsonLine
{
    /// <summary>The JSON on one line; as it was written, where it has no line breaks between its tokens.</summary>
    /// <exception cref="ActionException">It is no JSON.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> emitted)
    {
        try
        {
            if (!Utf8.IsValid(emitted.Span))
            {
                throw NoJson("it is not UTF-8 text");
            }

            var reader = new Utf8JsonReader(emitted.Span);
            reader.Read();
            reader.Skip();
            reader.Read();
            if (emitted.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
            {
                return emitted;
            }

            using var document = JsonDocument.Parse(emitted);
            var output = new ArrayBufferWriter<byte>(emitted.Length);
            using (var writer = new Utf8JsonWriter(output))
            {
                document.RootElement.WriteTo(writer);
            }

            return output.WrittenMemory;
        }
        catch (JsonException e)
        {
            throw NoJson(e.Message.Split(" LineNumber:", 2)[0]);
        }
    }

    private static ActionException NoJson(string why) =>
        new($"what the rule emits is no JSON ({why.TrimEnd('.')}); a payload that is none can be put into one, as in SELECT encode(*, 'base64') AS payload");
}
