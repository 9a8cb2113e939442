namespace Muster.Fleet.Messages;

/// <summary>A robot's status as the robot reports it. The numbers are stored: never renumber.</summary>
public enum RobotStatus
{
    /// <summary>Not reachable, or switched off.</summary>
    Offline = 0,

    /// <summary>Ready for work, or working.</summary>
    Online = 1,

    /// <summary>At its charger, not to be given work.</summary>
    Charging = 2,

    /// <summary>Stopped by a person.</summary>
    Paused = 3,

    /// <summary>In trouble, needs a person.</summary>
    Fault = 4,
}
