namespace Muster.Fleet.Robots;

/// <summary>What brought a change about.</summary>
public static class RobotEventCause
{
    /// <summary>The robot's own report.</summary>
    public const string Report = "REPORT";

    /// <summary>Its connection broke without a DISCONNECT.</summary>
    public const string ConnectionLost = "CONNECTION_LOST";

    /// <summary>Nothing was heard of it for the heartbeat's time-out.</summary>
    public const string Silent = "SILENT";

    /// <summary>Dispatch gave it an order.</summary>
    public const string Dispatched = "DISPATCHED";

    /// <summary>Its order ended, or was taken away from it.</summary>
    public const string OrderEnded = "ORDER_ENDED";

    /// <summary>The fleet told it something: to charge.</summary>
    public const string Instructed = "INSTRUCTED";

    /// <summary>It does what it was told.</summary>
    public const string Complied = "COMPLIED";

    /// <summary>A person told it something.</summary>
    public const string Operator = "OPERATOR";

    /// <summary>A person took it out of the fleet.</summary>
    public const string Retired = "RETIRED";
}
