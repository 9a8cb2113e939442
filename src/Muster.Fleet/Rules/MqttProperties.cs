namespace Muster.Fleet.Rules;

/// <summary>
/// The MQTT 5 properties of a message that IoT SQL's <c>get_mqtt_property(name)</c> can ask for
/// (https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-get-mqtt-property).
/// </summary>
/// <param name="ContentType">The content type.</param>
/// <param name="IsText">Whether the payload is UTF-8 text, by its format indicator; one that says otherwise says as little as none.</param>
/// <param name="ResponseTopic">Where an answer is expected.</param>
/// <param name="CorrelationData">What the one who asked recognizes the answer by.</param>
public sealed record MqttProperties(string? ContentType, bool IsText, string? ResponseTopic, byte[]? CorrelationData)
{
    /// <summary>The user properties in the order in which they came; a name may come several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    /// <summary>The names that can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["content_type", "format_indicator", "response_topic", "correlation_data"];

    /// <summary>The text of a property, the correlation data in base64; none when the message does not have it.</summary>
    public string? Text(string name) => name switch
    {
        "content_type" => ContentType,
        "format_indicator" => IsText ? "UTF8_DATA" : null,
        "response_topic" => ResponseTopic,
        "correlation_data" => CorrelationData is null ? null : Convert.ToBase64String(CorrelationData),
        _ => null,
    };
}
