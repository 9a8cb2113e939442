using System.Text.Json;
using System.Text.Unicode;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>The fields of a payload that <c>*</c> selects beside columns.</summary>
internal static class PayloadFields
{
    /// <summary>
    /// Where the fields are that no column replaces, from name to end of value. A name that comes again replaces the one before.
    /// </summary>
    /// <returns>None when the payload is not one object in UTF-8.</returns>
    public static OrderedDictionary<string, Range>? Of(ReadOnlySpan<byte> payload, Column[] columns)
    {
        // The JSON reader looks only into the text that somebody reads.
        if (!Utf8.IsValid(payload))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(payload, JsonValueReader.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var fields = new OrderedDictionary<string, Range>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (name, start) = (JsonValueReader.Text(ref reader), (int)reader.TokenStartIndex);
                reader.Read();
                reader.Skip();
                if (!IsReplaced(name, columns))
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

    private static bool IsReplaced(string name, Column[] columns)
    {
        foreach (var column in columns)
        {
            if (column.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
