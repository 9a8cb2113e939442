namespace Muster.Fleet.Rules;

/// <summary>The rule list: which messages go to which function, here and in the cloud.</summary>
public static class FleetRules
{
    /// <summary>The column that carries the robot's name from the topic.</summary>
    public const string TopicRobot = "topicRobot";

    /// <summary>The column that carries the time at which the broker received the message, in milliseconds since 1970.</summary>
    public const string ReceivedAt = "receivedAt";

    /// <summary>The built-in rules, in the order in which they run.</summary>
    public static IReadOnlyList<Rule> BuiltIn { get; } =
    [
        new("update_status", "SELECT *, topic(2) AS topicRobot, timestamp() AS receivedAt FROM 'robots/+/status'", "update-status"),
        new("presence", "SELECT * FROM '$aws/events/presence/+/+'", "presence"),
    ];
}
