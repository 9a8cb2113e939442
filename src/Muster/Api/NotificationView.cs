using Muster.Fleet.Notifications;

namespace Muster.Api;

/// <summary>A webhook on its way, or given up.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Channel">The alert channel's name, or <c>customer</c>.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Subject">What it is about: an alert's or an order's id.</param>
/// <param name="State">WAITING or GIVEN_UP.</param>
/// <param name="CreatedAt">When what it tells of happened (UTC).</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Due">When it is tried next (UTC).</param>
/// <param name="LastError">Why the last attempt failed.</param>
internal sealed record NotificationView(
    string Id, string Channel, string Url, string Subject, string State, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset? Due, string? LastError)
{
    public static NotificationView Of(Notification n) => new(
        n.Id, n.Channel, n.Url, n.Subject, n.State == NotificationState.GivenUp ? "GIVEN_UP" : "WAITING", n.CreatedAt, n.Attempts, n.Due, n.LastError);
}
