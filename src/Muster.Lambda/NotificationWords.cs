using Microsoft.Extensions.Logging;
using Muster.Fleet.Notifications;

namespace Muster.Lambda;

/// <summary>What the log hears of notifications.</summary>
/// <param name="log">The log.</param>
internal sealed partial class NotificationWords(ILogger log)
{
    private readonly ILogger _log = log;

    /// <summary>An alert for a channel that is the log.</summary>
    public void Write(Notification notification) => LogAlert(notification.Channel, notification.Payload);

    /// <summary>An attempt failed.</summary>
    public void Failed(Notification notification)
    {
        // Only the host: the paths of webhooks are often secrets.
        var host = Uri.TryCreate(notification.Url, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "its address";
        if (notification.State == NotificationState.GivenUp)
        {
            LogGivenUp(notification.Id, host, notification.Attempts, notification.LastError);
        }
        else
        {
            LogNotSent(notification.Id, host, notification.LastError, notification.Due);
        }
    }

    [LoggerMessage(401, LogLevel.Warning, "Alert for {Channel}: {Payload}")]
    private partial void LogAlert(string channel, string payload);

    [LoggerMessage(402, LogLevel.Warning, "The notification {Id} could not be sent to {Url}: {Problem}. It is tried again at {Due}.")]
    private partial void LogNotSent(string id, string url, string? problem, DateTimeOffset? due);

    [LoggerMessage(403, LogLevel.Error, "The notification {Id} to {Url} was given up after {Attempts} attempts: {Problem}")]
    private partial void LogGivenUp(string id, string url, int attempts, string? problem);
}
