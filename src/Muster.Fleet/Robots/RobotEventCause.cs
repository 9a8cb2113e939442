namespace Muster.Fleet.Robots;

/// <summary>What brought a change about.</summary>
public static class RobotEventCause
{
    /// <summary>The robot's own report.</summary>
    public const string Report = "REPORT";

    /// <summary>Its connection broke without a DISCONNECT.</summary>
    public const string ConnectionLost = "CONNECTION_LOST";
}
