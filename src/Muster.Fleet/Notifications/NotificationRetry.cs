namespace Muster.Fleet.Notifications;

/// <summary>
/// When a notification is tried again: the schedule that Standard Webhooks recommends. Ten attempts in a little over three
/// days; then it is given up, and kept as a record.
/// </summary>
public static class NotificationRetry
{
    /// <summary>The pauses after the first attempt, the second, and so on.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The notification after a failed attempt.</summary>
    public static Notification After(Notification notification, string failure, DateTimeOffset now)
    {
        var attempts = notification.Attempts + 1;
        var isOver = attempts > Pauses.Count;
        return notification with
        {
            Attempts = attempts,
            LastError = failure,
            State = isOver ? NotificationState.GivenUp : NotificationState.Waiting,
            Due = isOver ? null : now + Pauses[attempts - 1],
        };
    }
}
