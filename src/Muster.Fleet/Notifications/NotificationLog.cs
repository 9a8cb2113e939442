namespace Muster.Fleet.Notifications;

/// <summary>What is written to the host's log about notifications.</summary>
/// <param name="Write">An alert for a channel that is the log.</param>
/// <param name="Failed">An attempt failed; <see cref="Notification.State"/> says whether there will be another.</param>
public sealed record NotificationLog(Action<Notification> Write, Action<Notification> Failed);
