using System.Text;
using System.Text.Json;
using Muster.Fleet.Rules.Sql;

namespace Muster.Fleet.Rules.Evaluation;

/// <summary>Reads JSON that is known to be valid as values.</summary>
internal static class JsonValueReader
{
    /// <summary>How payloads are read: strictly, as RFC 8259 has JSON.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = SqlLimits.PayloadDepth };

    /// <summary>The value of valid JSON. A number that is out of range is Undefined.</summary>
    public static SqlValue Read(ReadOnlySpan<byte> json, SqlVersion version)
    {
        var reader = new Utf8JsonReader(json, Options);
        return reader.Read() ? Value(ref reader, version) : SqlValue.Undefined;
    }

    /// <summary>The text of a string or a name.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of an escaped surrogate pair: no text, but JSON. It stays as it is written.
            return Encoding.UTF8.GetString(reader.ValueSpan);
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
                    var name = Text(ref reader);
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
                return SqlValue.From(Text(ref reader));
            case JsonTokenType.Number:
                return SqlNumber.TryParse(reader.ValueSpan, out var number) ? SqlDialect.Number(number, version) : SqlValue.Undefined;
            case JsonTokenType.True or JsonTokenType.False:
                return SqlValue.From(reader.TokenType == JsonTokenType.True);
            default:
                return SqlValue.Null;
        }
    }
}
