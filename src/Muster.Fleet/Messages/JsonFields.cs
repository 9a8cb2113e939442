using System.Globalization;
using System.Text.Json;

namespace Muster.Fleet.Messages;

/// <summary>Reads the fields of a JSON object and keeps the first mistake as a <see cref="Refusal"/>. Unknown fields are passed over, where nothing else is said.</summary>
internal struct JsonFields
{
    private readonly JsonElement _object;

    private JsonFields(JsonElement value) => _object = value;

    /// <summary>The first mistake; none so far.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The fields of <paramref name="payload"/>, which must be one JSON object.</summary>
    /// <param name="payload">UTF-8.</param>
    /// <param name="example">A right payload, for the refusal.</param>
    public static JsonFields Read(ReadOnlyMemory<byte> payload, string example)
    {
        if (payload.Length > StatusReport.MaxPayloadBytes)
        {
            return new JsonFields { Refusal = StatusReportReader.TooLarge(payload.Length) };
        }

        // The JSON reader looks only into the text that somebody reads.
        if (!System.Text.Unicode.Utf8.IsValid(payload.Span))
        {
            return new JsonFields { Refusal = new Refusal(RefusalCode.InvalidJson, "the payload has text that is not valid UTF-8") };
        }

        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonFields(document.RootElement.Clone())
                : new JsonFields { Refusal = new Refusal(RefusalCode.InvalidJson, $"the payload is {Describe(document.RootElement)}; it must be a JSON object, for example {example}") };
        }
        catch (JsonException e)
        {
            return new JsonFields
            {
                Refusal = new Refusal(
                    RefusalCode.InvalidJson,
                    string.Create(CultureInfo.InvariantCulture, $"the payload is not a JSON object in UTF-8: stopped at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}; it is for example {example}")),
            };
        }
    }

    /// <summary>The fields of a field that is an object; none when it is left out or null.</summary>
    public JsonFields? Object(string field) =>
        Find(field, JsonValueKind.Object, "an object") is { } found ? new JsonFields(found) : null;

    /// <summary>A text; none when it is left out or null.</summary>
    public string? Text(string field, int maxLength)
    {
        if (Find(field, JsonValueKind.String, "a string") is not { } found)
        {
            return null;
        }

        string text;
        try
        {
            text = found.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON, but no text.
            Refuse(RefusalCode.InvalidJson, field, $"the field \"{field}\" has text that is not valid UTF-8");
            return null;
        }

        if (text.Length == 0 || text.Length > maxLength)
        {
            Refuse(RefusalCode.InvalidValue, field, string.Create(CultureInfo.InvariantCulture, $"the field \"{field}\" has {text.Length} characters; allowed are 1 to {maxLength}"));
        }

        return text;
    }

    /// <summary>A name of a site or an item; none when it is left out or null.</summary>
    public string? Name(string field)
    {
        var text = Text(field, RobotName.MaxLength);
        if (text is not null && Refusal is null && !RobotName.IsValid(text))
        {
            Refuse(RefusalCode.InvalidValue, field, $"the field \"{field}\" is \"{text}\"; a name is {RobotName.Rule}");
        }

        return text;
    }

    /// <summary>A number; none when it is left out or null.</summary>
    public double? Number(string field, double least, double most)
    {
        if (Find(field, JsonValueKind.Number, "a number") is not { } found)
        {
            return null;
        }

        var value = found.GetDouble();
        if (!(value >= least && value <= most))
        {
            Refuse(RefusalCode.InvalidValue, field, string.Create(CultureInfo.InvariantCulture, $"the field \"{field}\" is {found.GetRawText()}; allowed are {least} to {most}"));
        }

        return value;
    }

    /// <summary>A whole number; none when it is left out or null.</summary>
    public int? Integer(string field, int least, int most)
    {
        var value = Number(field, least, most);
        if (value is { } number && Refusal is null && number != Math.Floor(number))
        {
            Refuse(RefusalCode.InvalidValue, field, string.Create(CultureInfo.InvariantCulture, $"the field \"{field}\" is {number}; it must be a whole number, {least} to {most}"));
        }

        return (int?)value;
    }

    /// <summary>A time (RFC 3339) with its offset; none when it is left out or null.</summary>
    public DateTimeOffset? Time(string field)
    {
        if (Text(field, 64) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryParse(text, out var time))
        {
            return time;
        }

        Refuse(RefusalCode.InvalidValue, field, $"the field \"{field}\" is \"{text}\"; it must be a time with its offset (RFC 3339), such as 2026-01-31T12:00:00Z");
        return null;
    }

    /// <summary>A length of time: seconds as a number, or a text such as 90s, 5m, 1h; none when it is left out or null.</summary>
    public TimeSpan? Duration(string field, TimeSpan least, TimeSpan most)
    {
        if (Refusal is not null || !TryFind(field, out var found))
        {
            return null;
        }

        var duration = found.ValueKind switch
        {
            JsonValueKind.Number => Durations.OfSeconds(found.GetDouble()),
            JsonValueKind.String => Durations.Parse(Text(field, 32) ?? ""),
            _ => null,
        };
        if (duration is null || duration < least || duration > most)
        {
            Refuse(RefusalCode.InvalidValue, field, $"the field \"{field}\" is {found.GetRawText()}; it must be a length of time such as 90s, 5m, 1h or 2d, from {Durations.Format(least)} to {Durations.Format(most)}");
        }

        return duration;
    }

    /// <summary>A position; none when it is left out or null.</summary>
    public Position? Position(string field)
    {
        if (Object(field) is not { } fields)
        {
            return null;
        }

        const double Far = 1e9;
        var (x, y) = (fields.Number("x", -Far, Far), fields.Number("y", -Far, Far));
        var position = new Position(x ?? 0, y ?? 0, fields.Number("theta", -Far, Far), fields.Text("map", 64));
        if (fields.Refusal is { } inner)
        {
            Refusal ??= inner with { Field = $"{field}.{inner.Field}", Reason = $"in \"{field}\": {inner.Reason}" };
        }
        else if (x is null || y is null)
        {
            Refuse(RefusalCode.MissingField, field, $"the field \"{field}\" needs x and y, in metres");
        }

        return position;
    }

    /// <summary>Refuses fields of other names.</summary>
    public void Only(IReadOnlyList<string> names)
    {
        if (Refusal is not null)
        {
            return;
        }

        foreach (var field in _object.EnumerateObject())
        {
            // The name is as it stands in the payload, of any length.
            var name = Shorten(field.Name);
            if (!names.Contains(field.Name))
            {
                Refuse(RefusalCode.InvalidValue, name, $"the field \"{name}\" is not known; known are {string.Join(", ", names)}");
            }
        }
    }

    /// <summary>Any JSON, as it came; none when it is left out or null.</summary>
    public string? Raw(string field) => Refusal is null && TryFind(field, out var found) ? found.GetRawText() : null;

    /// <summary>Keeps a mistake, if it is the first.</summary>
    public void Refuse(RefusalCode code, string field, string reason) => Refusal ??= new Refusal(code, reason, field);

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the string {Shorten(value.GetRawText())}",
        JsonValueKind.Number => $"the number {Shorten(value.GetRawText())}",
        _ => value.GetRawText(),
    };

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 77)}...";

    private JsonElement? Find(string field, JsonValueKind kind, string expected)
    {
        if (Refusal is not null || !TryFind(field, out var found))
        {
            return null;
        }

        if (found.ValueKind == kind)
        {
            return found;
        }

        Refuse(RefusalCode.WrongType, field, $"the field \"{field}\" is {Describe(found)}; it must be {expected}");
        return null;
    }

    private readonly bool TryFind(string field, out JsonElement found)
    {
        found = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(field, out found) && found.ValueKind != JsonValueKind.Null;
    }
}
