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

    /// <summary>Where the robot hears what to do.</summary>
    public static string Commands(string robot) => $"robots/{robot}/commands";

    /// <summary>Where the robot reports on an order.</summary>
    public static string RobotOrder(string robot, string order) => $"robots/{robot}/orders/{order}";

    /// <summary>Where orders are placed from a terminal at the site.</summary>
    public static string SiteOrders(string site) => $"sites/{site}/orders";

    /// <summary>Where anyone hears an order's new state after each change.</summary>
    public static string FleetOrder(string order) => $"fleet/orders/{order}";

    /// <summary>Where anyone hears of alerts; those of robots without a site come on <c>fleet/alerts/-</c>.</summary>
    public static string FleetAlerts(string? site) => $"fleet/alerts/{site ?? "-"}";
}
