using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Muster.Fleet.Messages;

/// <summary>
/// Reads a status report straight from UTF-8: one forward pass, no intermediate objects. Unknown fields are passed over;
/// the first mistake ends the pass with a <see cref="Refusal"/> that names the field, what it was and what is allowed.
/// </summary>
public ref partial struct StatusReportReader
{
    private readonly string? _topicRobot;
    private Utf8JsonReader _json;
    private Refusal? _refusal;
    private string? _name;
    private bool _hasStatus;
    private RobotStatus _status;
    private DateTimeOffset? _at;
    private Optional<string> _site;
    private Optional<IReadOnlyList<string>> _capabilities;
    private Optional<double?> _battery;
    private Optional<Position> _position;
    private Optional<string> _order;
    private Optional<Fault> _fault;

    private StatusReportReader(ReadOnlySpan<byte> payload, string? topicRobot)
    {
        _json = new Utf8JsonReader(payload);
        _topicRobot = topicRobot;
        _name = topicRobot;
    }

    /// <summary>Reads <paramref name="payload"/>.</summary>
    /// <param name="payload">One JSON object in UTF-8.</param>
    /// <param name="topicRobot">The robot's name in the topic; none when the report came without one.</param>
    /// <param name="receivedAt">When the fleet received it (UTC).</param>
    /// <param name="report">The report, when there is nothing to refuse.</param>
    /// <returns>Why it is refused; none when it is not.</returns>
    public static Refusal? Read(ReadOnlySpan<byte> payload, string? topicRobot, DateTimeOffset receivedAt, out StatusReport report)
    {
        report = default;
        if (payload.Length > StatusReport.MaxPayloadBytes)
        {
            return TooLarge(payload.Length);
        }

        if (topicRobot is not null && !RobotName.IsValid(topicRobot))
        {
            return new Refusal(RefusalCode.InvalidTopic, $"the robot's name in the topic is {Quote(topicRobot)}; a name is {RobotName.Rule}", "name");
        }

        // The JSON reader looks only into the text that somebody reads.
        if (!Utf8.IsValid(payload))
        {
            return NotUtf8();
        }

        var reader = new StatusReportReader(payload, topicRobot);
        try
        {
            reader.ReadObject();
        }
        catch (JsonException e)
        {
            return NotJson(e);
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: JSON, but no text.
            return NotUtf8();
        }

        return reader._refusal ?? reader.Finish(receivedAt, out report);
    }

    /// <summary>The refusal of a payload of <paramref name="bytes"/> bytes; none when nobody counted them all.</summary>
    public static Refusal TooLarge(long? bytes) => new(
        RefusalCode.PayloadTooLarge,
        bytes is null
            ? string.Create(CultureInfo.InvariantCulture, $"the payload has more than {StatusReport.MaxPayloadBytes} bytes, which is the most that is allowed")
            : string.Create(CultureInfo.InvariantCulture, $"the payload has {bytes} bytes; at most {StatusReport.MaxPayloadBytes} are allowed"));

    private static Refusal NotUtf8() => new(RefusalCode.InvalidJson, "the payload has text that is not valid UTF-8");

    private static Refusal NotJson(JsonException e) => new(
        RefusalCode.InvalidJson,
        string.Create(
            CultureInfo.InvariantCulture,
            $"the payload is not a JSON object in UTF-8: stopped at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}; a report is for example {{\"name\": \"r1\", \"status\": \"ONLINE\"}}"));

    private void ReadObject()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
        {
            _refusal = new Refusal(RefusalCode.InvalidJson, $"the payload is {Describe()}; a report is a JSON object, for example {{\"name\": \"r1\", \"status\": \"ONLINE\"}}");
            return;
        }

        while (_refusal is null && _json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            ReadField();
        }

        // Reading on is what finds a second value or rubbish behind the object.
        if (_refusal is null)
        {
            _json.Read();
        }
    }

    private void ReadField()
    {
        if (_json.ValueTextEquals("name"u8))
        {
            ReadName();
        }
        else if (_json.ValueTextEquals("status"u8))
        {
            ReadStatus();
        }
        else if (_json.ValueTextEquals("battery"u8))
        {
            _battery = ReadBattery();
        }
        else if (_json.ValueTextEquals("site"u8))
        {
            _site = ReadText("site", 64);
        }
        else if (_json.ValueTextEquals("position"u8))
        {
            _position = ReadPosition();
        }
        else if (_json.ValueTextEquals("at"u8))
        {
            ReadAt();
        }
        else if (_json.ValueTextEquals("order"u8))
        {
            _order = ReadText("order", 64);
        }
        else if (_json.ValueTextEquals("capabilities"u8))
        {
            _capabilities = ReadCapabilities();
        }
        else if (_json.ValueTextEquals("fault"u8))
        {
            _fault = ReadFault();
        }
        else
        {
            _json.Read();
            _json.Skip();
        }
    }

    private Refusal? Finish(DateTimeOffset receivedAt, out StatusReport report)
    {
        report = default;
        if (_name is null)
        {
            return new Refusal(RefusalCode.MissingField, $"the field \"name\" is missing; a name is {RobotName.Rule}", "name");
        }

        if (!_hasStatus)
        {
            return new Refusal(RefusalCode.MissingField, $"the field \"status\" is missing; a status is {RobotStatusNames.Reportable}", "status");
        }

        report = new StatusReport
        {
            Name = _name,
            Status = _status,
            ReceivedAt = receivedAt,
            At = _at,
            Site = _site,
            Capabilities = _capabilities,
            Battery = _battery,
            Position = _position,
            Order = _order,
            Fault = _fault,
        };
        return null;
    }
}
