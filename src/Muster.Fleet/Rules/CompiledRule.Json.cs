using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Muster.Fleet.Rules;

/// <content>What a rule makes of a message, as JSON.</content>
public sealed partial class CompiledRule
{
    /// <summary>
    /// Writes what the rule selects as one JSON object, as AWS IoT Core hands it to a function: the payload's fields, each once,
    /// and the columns. A column takes the place of a field of its name; one that is undefined (a topic level that is not there)
    /// is left out, and the field with it, so that no payload can pass for a column.
    /// </summary>
    /// <param name="payload">The message's payload.</param>
    /// <param name="context">What the broker knows of the message.</param>
    /// <param name="output">Takes the object; it is left as it was when there is none.</param>
    /// <param name="newId">Makes the ids of <c>newuuid()</c>; none leaves them undefined.</param>
    /// <returns>False when the payload is not one JSON object in UTF-8: such a message has no fields to select.</returns>
    public bool TryWrite(ReadOnlySpan<byte> payload, in MessageContext context, IBufferWriter<byte> output, Func<Guid>? newId = null)
    {
        // The JSON reader looks only into the text that somebody reads.
        if (!Utf8.IsValid(payload) || ReadFields(payload) is not { } fields)
        {
            return false;
        }

        var start = "{"u8;
        foreach (var field in fields.Values)
        {
            // As it was written: numbers keep their digits, texts their escapes.
            output.Write(start);
            output.Write(payload[field]);
            start = ","u8;
        }

        foreach (var column in _columns)
        {
            if (ValueOf(column, context, newId) is { } value)
            {
                output.Write(start);
                output.Write(Quote(column.Alias!));
                output.Write(":"u8);
                output.Write(value);
                start = ","u8;
            }
        }

        output.Write(start.StartsWith("{"u8) ? "{}"u8 : "}"u8);
        return true;
    }

    /// <summary>A JSON string. It is read by programs: only what JSON itself wants escaped is escaped.</summary>
    private static byte[] Quote(string text) =>
        [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>Where the fields are that no column replaces, from name to end of value. A name that comes again replaces the one before.</summary>
    private OrderedDictionary<string, Range>? ReadFields(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var fields = new OrderedDictionary<string, Range>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (name, start) = (NameOf(reader), (int)reader.TokenStartIndex);
                reader.Read();
                reader.Skip();
                if (!_columns.Any(c => c.Alias == name))
                {
                    fields[name] = start..(int)reader.BytesConsumed;
                }
            }

            // Reading on is what finds a second value or rubbish behind the object.
            reader.Read();
            return fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: no text, and so nobody's field, but JSON.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static byte[]? ValueOf(SelectItem column, in MessageContext context, Func<Guid>? newId) => column.Expression switch
    {
        TimestampCall => Encoding.ASCII.GetBytes(context.ReceivedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        NewUuidCall => newId is null ? null : Quote(newId().ToString()),
        _ => TextOf(column, context) is { } text ? Quote(text) : null,
    };
}
