namespace Muster.Fleet.Notifications;

/// <summary>What became of a notification. The numbers are stored: never renumber. One that was delivered is not kept.</summary>
public enum NotificationState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Waiting = 0,

    /// <summary>Given up after the last attempt; kept as a record.</summary>
    GivenUp = 1,
}
