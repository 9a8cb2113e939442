using System.Text.Json;

namespace Muster.Fleet.Rules.Functions;

/// <summary>JSON that came inside a value.</summary>
internal static class DecodedJson
{
    /// <summary>Reads an object or an array.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="version">The dialect, which decides what a whole number is.</param>
    /// <returns>None when it is something else, nests deeper than 64, or is no JSON.</returns>
    public static SqlValue? Read(ReadOnlySpan<byte> json, SqlVersion version)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return null;
            }

            var value = Value(ref reader, version);
            reader.Read();
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or an escape that stands for no character.
            return null;
        }
    }

    private static SqlValue Value(ref Utf8JsonReader reader, SqlVersion version)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new OrderedDictionary<string, SqlValue>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members[name] = Value(ref reader, version);
                }

                return SqlValue.FromObject(members);
            case JsonTokenType.StartArray:
                var items = new List<SqlValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, version));
                }

                return SqlValue.FromArray(items);
            case JsonTokenType.String:
                return SqlValue.From(reader.GetString());
            case JsonTokenType.Number:
                return !SqlNumber.TryParse(reader.ValueSpan, out var number) ? SqlValue.Undefined
                    : version == SqlVersion.V20151008 && number.HasPoint ? SqlValue.FromDecimal(number)
                    : SqlValue.From(number);
            case JsonTokenType.True or JsonTokenType.False:
                return SqlValue.From(reader.GetBoolean());
            default:
                return SqlValue.Null;
        }
    }
}
