using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muster.Tests.Configuration;

/// <summary>
/// Judges a value by a JSON Schema (draft 2020-12), as far as ours goes: a keyword that is not here fails the test, so that
/// nothing in the schema goes unjudged.
/// </summary>
internal sealed class SchemaJudge(JsonElement root)
{
    /// <summary>Whether the whole schema accepts <paramref name="value"/>.</summary>
    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().All(keyword => Holds(schema, keyword.Name, keyword.Value, value)),
    };

    private bool Holds(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "default" => true,
        "$ref" => Accepts(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value),
        "type" => IsType(rule.GetString()!, value),
        "enum" => rule.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
        "const" => JsonElement.DeepEquals(rule, value),
        "not" => !Accepts(rule, value),
        "oneOf" => rule.EnumerateArray().Count(s => Accepts(s, value)) == 1,
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() >= rule.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= rule.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(v => Accepts(rule, v)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(),
        "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().DistinctBy(v => v.GetRawText()).Count() == value.GetArrayLength(),
        _ => value.ValueKind != JsonValueKind.Object || HoldsForObject(schema, keyword, rule, value),
    };

    private bool HoldsForObject(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "properties" => value.EnumerateObject().All(p => !rule.TryGetProperty(p.Name, out var property) || Accepts(property, p.Value)),
        "additionalProperties" => value.EnumerateObject().All(p => (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(p.Name, out _)) || Accepts(rule, p.Value)),
        "propertyNames" => value.EnumerateObject().All(p => Accepts(rule, JsonDocument.Parse(JsonSerializer.Serialize(p.Name)).RootElement)),
        "minProperties" => value.EnumerateObject().Count() >= rule.GetInt32(),
        "maxProperties" => value.EnumerateObject().Count() <= rule.GetInt32(),
        "required" => rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        _ => throw new NotSupportedException($"this judge does not know the keyword {keyword}"),
    };

    private static bool IsType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new NotSupportedException($"this judge does not know the type {type}"),
    };
}
