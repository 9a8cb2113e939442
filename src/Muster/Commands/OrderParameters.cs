using System.CommandLine;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>What the robot has to know of an order: single values, or all as JSON.</summary>
internal static class OrderParameters
{
    /// <summary><c>--param key=value</c>.</summary>
    public static Option<string[]> CreateParamOption()
    {
        var option = new Option<string[]>("--param") { Description = "A parameter for the robot; a value that is JSON, like 2 or true, is sent as such, anything else as text; may come again", HelpName = "KEY=VALUE", Arity = ArgumentArity.OneOrMore };
        option.Validators.Add(result =>
        {
            var keys = new HashSet<string>();
            foreach (var text in result.Tokens.Select(t => t.Value))
            {
                var end = text.IndexOf('=', StringComparison.Ordinal);
                if (end < 1)
                {
                    result.AddError($"--param is \"{text}\"; it must be like size=large");
                }
                else if (!keys.Add(text[..end]))
                {
                    result.AddError($"--param {text[..end]}= is there twice");
                }
            }
        });
        return option;
    }

    /// <summary><c>--parameters JSON</c>.</summary>
    public static Option<string?> CreateParametersOption() =>
        new Option<string?>("--parameters") { Description = "All parameters for the robot, as JSON", HelpName = "JSON" }
            .Check(text => TryParse(text) is null ? "it must be JSON, like {\"size\": \"large\"}" : null);

    /// <summary>Writes what was given; nothing when nothing was.</summary>
    public static void Write(IReadOnlyList<string>? pairs, string? parameters, Utf8JsonWriter writer)
    {
        if (parameters is not null)
        {
            writer.WritePropertyName("parameters");
            TryParse(parameters)!.Value.WriteTo(writer);
        }
        else if (pairs is { Count: > 0 })
        {
            writer.WriteStartObject("parameters");
            foreach (var pair in pairs)
            {
                WritePair(pair, writer);
            }

            writer.WriteEndObject();
        }
    }

    private static void WritePair(string pair, Utf8JsonWriter writer)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        writer.WritePropertyName(pair[..end]);
        var value = pair[(end + 1)..];
        if (TryParse(value) is { } json)
        {
            json.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
