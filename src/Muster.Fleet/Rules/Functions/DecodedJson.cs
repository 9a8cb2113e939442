using System.Text.Json;
using Muster.Fleet.Rules.Evaluation;

namespace Muster.Fleet.Rules.Functions;

/// <summary>JSON that came inside a value.</summary>
internal static class DecodedJson
{
    /// <summary>Reads one JSON value: an object mostly, but a number too, as in the reference's example of a payload that is 80.</summary>
    /// <param name="json">Valid UTF-8.</param>
    /// <param name="version">The dialect, which decides what a whole number is.</param>
    /// <returns>None when it nests deeper than a payload may, or is no JSON.</returns>
    public static SqlValue? Read(ReadOnlySpan<byte> json, SqlVersion version)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonValueReader.Options);
            if (!reader.Read())
            {
                return null;
            }

            // To the end: it finds what is no JSON, and what follows behind it.
            reader.Skip();
            reader.Read();
            return JsonValueReader.Read(json, version);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
