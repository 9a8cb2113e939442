using Muster.Fleet.Notifications;

namespace Muster.Fleet.Store;

/// <summary>A notification to write or to let go of, if nobody else did meanwhile.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Notification">The notification as it shall be; none when it was delivered and is to be let go of.</param>
/// <param name="ExpectedVersion">The version that it must still have; 0 when it must not exist yet.</param>
public sealed record NotificationPut(string Id, Notification? Notification, long ExpectedVersion);
