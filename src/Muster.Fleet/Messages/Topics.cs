namespace Muster.Fleet.Messages;

/// <summary>The topic names of design.md section 5.</summary>
public static class Topics
{
    /// <summary>The prefix of what the fleet says to anyone: nobody else publishes there.</summary>
    public const string FleetPrefix = "fleet/";

    /// <summary>The prefix of the broker's lifecycle events, as AWS IoT Core names them.</summary>
    public const string PresencePrefix = "$aws/events/presence/";

    /// <summary>Where the robot reports its status.</summary>
    public static string Status(string robot) => $"robots/{robot}/status";

    /// <summary>Where the robot hears why a message of its was refused.</summary>
    public static string Rejected(string robot) => $"robots/{robot}/rejected";

    /// <summary>Where anyone hears a robot's new state after each change (retained).</summary>
    public static string FleetRobot(string robot) => $"fleet/robots/{robot}";

    /// <summary>The lifecycle event of a client that connected.</summary>
    public static string Connected(string clientId) => $"{PresencePrefix}connected/{clientId}";

    /// <summary>The lifecycle event of a client that is gone.</summary>
    public static string Disconnected(string clientId) => $"{PresencePrefix}disconnected/{clientId}";
}
