using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Fleet.Messages;

/// <summary>
/// JSON that is passed through: its texts and numbers stay as they were written, as an encoder could make six bytes of a character
/// that came as one or three. Only white space between them is left out, so that it stays on one line.
/// </summary>
public sealed class RawJsonConverter : JsonConverter<JsonElement?>
{
    /// <inheritdoc/>
    public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options)
    {
        if (value is not { } json)
        {
            writer.WriteNullValue();
            return;
        }

        var raw = JsonMarshal.GetRawUtf8Value(json);
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        writer.WriteRawValue(rented.AsSpan(0, Compact(raw, rented)), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Copies <paramref name="json"/>, which is valid, without the white space between its tokens.</summary>
    /// <returns>The length of the copy.</returns>
    private static int Compact(ReadOnlySpan<byte> json, Span<byte> copy)
    {
        var (length, isText, isEscaped) = (0, false, false);
        foreach (var one in json)
        {
            if (!isText && one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            copy[length++] = one;
            (isText, isEscaped) = isEscaped ? (isText, false)
                : one == '"' ? (!isText, false)
                : (isText, isText && one == '\\');
        }

        return length;
    }
}
