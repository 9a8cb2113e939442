using System.Globalization;
using Muster.Fleet.Alerts;
using Muster.Fleet.Notifications;
using Muster.Fleet.Sites;

namespace Muster.Aws.Store;

/// <summary>Alerts, notifications, sites and idempotency keys as items of one table.</summary>
internal static class RecordItems
{
    public const string Sites = "sites";
    public const string OpenAlerts = "alerts/open";
    public const string PastAlerts = "alerts/past";

    public static DynamoItem Key(string id) => new() { [Attributes.Id] = Values.Of(id) };

    public static string AlertId(string id) => $"alert/{id}";

    public static string NotificationId(string id) => $"notification/{id}";

    public static string SiteId(string name) => $"site/{name}";

    public static string KeyId(string key) => $"key/{key}";

    public static string Notifications(NotificationState state) => state == NotificationState.GivenUp ? "notifications/given-up" : "notifications/waiting";

    /// <summary>Newest first is the time of opening, then the id.</summary>
    public static string Place(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.OpenedAt.ToUnixTimeMilliseconds():D14}|{alert.Id}");

    public static DynamoItem ToItem(Alert alert, TimeSpan keep)
    {
        var item = Item(AlertId(alert.Id), alert.IsOpen ? OpenAlerts : PastAlerts, Place(alert), alert.Version, ItemJson.Write(alert, ItemJson.Default.Alert));
        if (alert.ResolvedAt is { } resolved)
        {
            item[Attributes.ExpiresAt] = Values.Of((resolved + keep).ToUnixTimeSeconds());
        }

        return item;
    }

    public static DynamoItem ToItem(Notification notification, TimeSpan keep)
    {
        var item = Item(
            NotificationId(notification.Id), Notifications(notification.State), notification.Id, notification.Version, ItemJson.Write(notification, ItemJson.Default.Notification));
        if (notification.Due is { } due)
        {
            item[Attributes.Due] = Values.Of(Values.Milliseconds(due));
            item[Attributes.DueShard] = Values.Of(Values.DueShard(notification.Id));
        }
        else
        {
            item[Attributes.ExpiresAt] = Values.Of((notification.CreatedAt + keep).ToUnixTimeSeconds());
        }

        return item;
    }

    public static DynamoItem ToItem(Site site) => Item(SiteId(site.Name), Sites, site.Name, site.Version, ItemJson.Write(site, ItemJson.Default.Site));

    public static Alert ReadAlert(DynamoItem item) => ItemJson.Read(item.Text(Attributes.Data), ItemJson.Default.Alert)!;

    public static Notification ReadNotification(DynamoItem item) => ItemJson.Read(item.Text(Attributes.Data), ItemJson.Default.Notification)!;

    public static Site ReadSite(DynamoItem item) => ItemJson.Read(item.Text(Attributes.Data), ItemJson.Default.Site)!;

    private static DynamoItem Item(string id, string list, string place, long version, string data) => new()
    {
        [Attributes.Id] = Values.Of(id),
        [Attributes.List] = Values.Of(list),
        [Attributes.Place] = Values.Of(place),
        [Attributes.Version] = Values.Of(version),
        [Attributes.Data] = Values.Of(data),
    };
}
