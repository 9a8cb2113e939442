using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Muster.Fleet.Messages;

/// <content>The fields, one method each: what is allowed, and the words for what is not.</content>
public ref partial struct StatusReportReader
{
    private const int MaxCapabilities = 64;
    private const int MaxTextLength = 64;
    private const int MaxMessageLength = 1024;

    private void ReadName()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            WrongType("name", "a string");
        }
        else if (_topicRobot is null)
        {
            var name = _json.GetString()!;
            _name = name;
            if (!RobotName.IsValid(name))
            {
                _refusal = new Refusal(RefusalCode.InvalidValue, $"the field \"name\" is {Quote(name)}; a name is {RobotName.Rule}", "name");
            }
        }
        else if (!_json.ValueTextEquals(_topicRobot))
        {
            _refusal = new Refusal(
                RefusalCode.NameMismatch,
                $"the field \"name\" is {Quote(_json.GetString()!)} but the topic is {_topicRobot}'s; a robot reports on its own topic, so they must be the same",
                "name");
        }
    }

    private void ReadStatus()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.String)
        {
            WrongType("status", $"a string, one of {RobotStatusNames.Reportable}");
        }
        else if (RobotStatusNames.TryRead(ref _json, out _status))
        {
            _hasStatus = true;
        }
        else
        {
            var hint = _json.ValueTextEquals(RobotStatusNames.Working)
                ? $"WORKING is shown for an ONLINE robot that holds an order, and never reported; report {RobotStatusNames.Reportable}"
                : $"allowed are {RobotStatusNames.Reportable}";
            _refusal = new Refusal(RefusalCode.InvalidValue, $"the field \"status\" is {Quote(_json.GetString()!)}; {hint}", "status");
        }
    }

    private void ReadAt()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            _at = null;
        }
        else if (_json.TokenType != JsonTokenType.String)
        {
            WrongType("at", "an RFC 3339 time, such as 2026-01-31T12:00:00Z");
        }
        else if (HasRfc3339Form() && _json.TryGetDateTimeOffset(out var at))
        {
            _at = at.ToUniversalTime();
        }
        else
        {
            _refusal = new Refusal(
                RefusalCode.InvalidValue,
                $"the field \"at\" is {Quote(_json.GetString()!)}; it must be an RFC 3339 time with its offset, such as 2026-01-31T12:00:00Z",
                "at");
        }
    }

    /// <summary>RFC 3339 requires time, seconds and offset; without an offset the reader would take this machine's time zone.</summary>
    private readonly bool HasRfc3339Form()
    {
        // Escaped, each character takes at most six bytes.
        Span<byte> text = stackalloc byte[6 * 40];
        if (_json.ValueSpan.Length > text.Length)
        {
            return false;
        }

        text = text[.._json.CopyString(text)];
        return text.Length >= 20
            && text[10] == (byte)'T'
            && text[16] == (byte)':'
            && (text[^1] == (byte)'Z' || text[^6] is (byte)'+' or (byte)'-');
    }

    private Optional<double?> ReadBattery()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return new Optional<double?>(true, null);
        }

        if (_json.TokenType != JsonTokenType.Number)
        {
            WrongType("battery", "a number from 0 to 100 (percent)");
            return default;
        }

        if (!_json.TryGetDouble(out var battery) || battery is < 0 or > 100)
        {
            _refusal = new Refusal(RefusalCode.InvalidValue, $"the field \"battery\" is {Describe()}; it must be a number from 0 to 100 (percent)", "battery");
        }

        return new Optional<double?>(true, battery);
    }

    private Optional<IReadOnlyList<string>> ReadCapabilities()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return new Optional<IReadOnlyList<string>>(true, []);
        }

        if (_json.TokenType != JsonTokenType.StartArray)
        {
            WrongType("capabilities", "an array of strings");
            return default;
        }

        var words = new List<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.String)
            {
                WrongType($"capabilities[{words.Count}]", "a string");
                return default;
            }

            words.Add(CheckLength($"capabilities[{words.Count}]", _json.GetString()!, MaxTextLength));
            if (words.Count > MaxCapabilities)
            {
                _refusal ??= new Refusal(RefusalCode.InvalidValue, $"the field \"capabilities\" has more than {MaxCapabilities} entries", "capabilities");
            }

            if (_refusal is not null)
            {
                return default;
            }
        }

        return new Optional<IReadOnlyList<string>>(true, words);
    }

    private Optional<Position> ReadPosition()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return new Optional<Position>(true, null);
        }

        if (_json.TokenType != JsonTokenType.StartObject)
        {
            WrongType("position", "an object with \"x\" and \"y\" in metres, and optionally \"theta\" and \"map\"");
            return default;
        }

        double? x = null, y = null, theta = null;
        string? map = null;
        while (_refusal is null && _json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("x"u8))
            {
                x = ReadNumber("position.x", "metres");
            }
            else if (_json.ValueTextEquals("y"u8))
            {
                y = ReadNumber("position.y", "metres");
            }
            else if (_json.ValueTextEquals("theta"u8))
            {
                theta = ReadNumber("position.theta", "radians");
            }
            else if (_json.ValueTextEquals("map"u8))
            {
                map = ReadText("position.map", MaxTextLength).Value;
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }

        if (_refusal is null && (x is null || y is null))
        {
            var missing = x is null ? "position.x" : "position.y";
            _refusal = new Refusal(RefusalCode.MissingField, $"the field \"{missing}\" is missing; a position has \"x\" and \"y\" in metres", missing);
        }

        return new Optional<Position>(true, new Position(x ?? 0, y ?? 0, theta, map));
    }

    private Optional<Fault> ReadFault()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return new Optional<Fault>(true, null);
        }

        if (_json.TokenType != JsonTokenType.StartObject)
        {
            WrongType("fault", "an object with \"code\" and \"message\"");
            return default;
        }

        string? code = null, message = null;
        while (_refusal is null && _json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("code"u8))
            {
                code = ReadText("fault.code", MaxTextLength).Value;
            }
            else if (_json.ValueTextEquals("message"u8))
            {
                message = ReadText("fault.message", MaxMessageLength).Value;
            }
            else
            {
                _json.Read();
                _json.Skip();
            }
        }

        if (_refusal is null && code is null)
        {
            _refusal = new Refusal(RefusalCode.MissingField, "the field \"fault.code\" is missing; a fault has a \"code\" and optionally a \"message\"", "fault.code");
        }

        return new Optional<Fault>(true, new Fault(code ?? "", message));
    }

    private double? ReadNumber(string field, string unit)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (_json.TokenType != JsonTokenType.Number)
        {
            WrongType(field, $"a number ({unit})");
            return null;
        }

        if (_json.TryGetDouble(out var number) && double.IsFinite(number))
        {
            return number;
        }

        _refusal = new Refusal(RefusalCode.InvalidValue, $"the field \"{field}\" is {Describe()}; it must be a finite number ({unit})", field);
        return null;
    }

    private Optional<string> ReadText(string field, int maxLength)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return new Optional<string>(true, null);
        }

        if (_json.TokenType != JsonTokenType.String)
        {
            WrongType(field, "a string");
            return default;
        }

        return new Optional<string>(true, CheckLength(field, _json.GetString()!, maxLength));
    }

    private string CheckLength(string field, string text, int maxLength)
    {
        if (text.Length == 0 || text.Length > maxLength)
        {
            _refusal = new Refusal(
                RefusalCode.InvalidValue,
                string.Create(CultureInfo.InvariantCulture, $"the field \"{field}\" has {text.Length} characters; allowed are 1 to {maxLength}"),
                field);
        }

        return text;
    }

    private void WrongType(string field, string expected) =>
        _refusal = new Refusal(RefusalCode.WrongType, $"the field \"{field}\" is {Describe()}; it must be {expected}", field);

    /// <summary>What the reader stands on, shortened, for a refusal.</summary>
    private readonly string Describe() => _json.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.Number => $"the number {Shorten(Encoding.UTF8.GetString(_json.ValueSpan))}",
        JsonTokenType.String => $"the string {Quote(_json.GetString()!)}",
        _ => "empty",
    };

    private static string Quote(string text) => $"\"{Shorten(text)}\"";

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 77)}...";
}
