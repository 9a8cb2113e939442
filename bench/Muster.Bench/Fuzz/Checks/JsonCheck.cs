using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>Whether bytes are the JSON object that a rule promises.</summary>
internal static class JsonCheck
{
    private const int MaxShown = 2_000;

    /// <summary>What is wrong with an event as JSON in UTF-8; null when nothing is. Its members have each their own name.</summary>
    internal static string? Mistake(ReadOnlySpan<byte> json) => Mistake(json, wantsObject: true);

    /// <summary>What is wrong with any JSON value; null when nothing is.</summary>
    internal static string? MistakeOfValue(ReadOnlySpan<byte> json) => Mistake(json, wantsObject: false);

    private static string? Mistake(ReadOnlySpan<byte> json, bool wantsObject)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            return "not UTF-8";
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
            if (!reader.Read() || (wantsObject && reader.TokenType != JsonTokenType.StartObject))
            {
                return "not an object";
            }

            HashSet<string>? names = null;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && !(names ??= []).Add(Name(reader)))
                {
                    return "a member comes twice";
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return "not valid";
        }
    }

    /// <summary>Bytes or text so that everything can be seen: printable ASCII, the rest escaped.</summary>
    internal static string Show(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Show(Encoding.UTF8.GetString(bytes)) : "0x" + Convert.ToHexString(bytes[..Math.Min(bytes.Length, MaxShown)]);

    /// <inheritdoc cref="Show(ReadOnlySpan{byte})"/>
    internal static string Show(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxShown)))
        {
            _ = c is >= ' ' and <= '~' ? shown.Append(c) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return text.Length > MaxShown ? shown.Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters)").ToString() : shown.ToString();
    }

    private static string Name(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: no text, but JSON.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
