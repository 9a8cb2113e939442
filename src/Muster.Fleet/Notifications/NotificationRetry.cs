namespace Muster.Fleet.Notifications;

/// <summary>
/// When a notification is tried again: the schedule that Standard Webhooks recommends. Ten attempts in a little over three
/// days; then it is given up, and kept as a record.
/// </summary>
public static class NotificationRetry
{
    /// <summary>The longest that another attempt is put off because the other side asks for it.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>The pauses after the first attempt, the second, and so on.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The notification after a failed attempt.</summary>
    /// <param name="notification">As it was.</param>
    /// <param name="failure">Why the attempt failed.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="retryAfter">How long the other side asks to be left alone; heard up to <see cref="LongestRetryAfter"/>.</param>
    public static Notification After(Notification notification, string failure, DateTimeOffset now, TimeSpan? retryAfter = null)
    {
        var attempts = notification.Attempts + 1;
        if (attempts > Pauses.Count)
        {
            return GiveUp(notification, failure);
        }

        var asked = retryAfter < LongestRetryAfter ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : LongestRetryAfter;
        return notification with
        {
            Attempts = attempts,
            LastError = failure,
            State = NotificationState.Waiting,
            Due = now + (asked > Pauses[attempts - 1] ? asked : Pauses[attempts - 1]),
        };
    }

    /// <summary>The notification after an attempt that showed that it is no use to try again.</summary>
    public static Notification GiveUp(Notification notification, string failure) => notification with
    {
        Attempts = notification.Attempts + 1,
        LastError = failure,
        State = NotificationState.GivenUp,
        Due = null,
    };
}
