namespace Muster.Fleet.Rules;

/// <summary>The rule list: which messages go to which function, here and in the cloud.</summary>
public static class FleetRules
{
    /// <summary>The column that carries the robot's name from the topic.</summary>
    public const string TopicRobot = "topicRobot";

    /// <summary>The column that carries the time at which the broker received the message, in milliseconds since 1970.</summary>
    public const string ReceivedAt = "receivedAt";

    /// <summary>The column that carries the order's id from the topic.</summary>
    public const string TopicOrder = "topicOrder";

    /// <summary>The column that carries the site's name from the topic.</summary>
    public const string TopicSite = "topicSite";

    /// <summary>The column that carries MQTT 5's response topic.</summary>
    public const string ResponseTopic = "responseTopic";

    /// <summary>The column that carries MQTT 5's correlation data, in base64.</summary>
    public const string CorrelationData = "correlationData";

    /// <summary>The column that carries the id of the client that sent the message.</summary>
    public const string SenderId = "senderId";

    /// <summary>The column that carries an id of the event: the same when the cloud calls a function with it again.</summary>
    public const string EventId = "eventId";

    /// <summary>The built-in rules, in the order in which they run.</summary>
    public static IReadOnlyList<Rule> BuiltIn { get; } =
    [
        new("update_status", "SELECT *, topic(2) AS topicRobot, timestamp() AS receivedAt FROM 'robots/+/status'", "update-status"),
        new("track_order", "SELECT *, topic(2) AS topicRobot, topic(4) AS topicOrder, timestamp() AS receivedAt FROM 'robots/+/orders/+'", "track-order"),
        new("place_order", "SELECT *, topic(2) AS topicSite, clientid() AS senderId, newuuid() AS eventId, get_mqtt_property('response_topic') AS responseTopic, get_mqtt_property('correlation_data') AS correlationData FROM 'sites/+/orders'", "place-order"),
        new("presence", "SELECT * FROM '$aws/events/presence/+/+'", "presence"),
    ];

    /// <summary>The names that no rule of a configuration can have: those of the built-in rules, and of what the stack makes like one.</summary>
    public static IReadOnlyList<string> TakenNames { get; } = [.. BuiltIn.Select(r => r.Name), "update_status_jit"];
}
