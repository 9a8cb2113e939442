using System.Text.Json;
using Muster.Fleet.Notifications;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>Notifications as rows.</summary>
internal static class NotificationRows
{
    public const string DueSql = "SELECT data FROM notification WHERE due <= ?1 ORDER BY due, id LIMIT ?2";

    public const string DeleteGivenUpSql = "DELETE FROM notification WHERE rowid IN (SELECT rowid FROM notification WHERE due IS NULL AND created_at < ?1 LIMIT ?2)";

    private const string Upsert =
        """
        INSERT INTO notification (id, state, due, created_at, version, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET state = ?2, due = ?3, created_at = ?4, version = ?5, data = ?6
        """;

    /// <summary>Writes a notification, or lets go of it when there is none.</summary>
    public static void Write(SqliteConnection db, string id, Notification? notification)
    {
        if (notification is null)
        {
            db.Prepare("DELETE FROM notification WHERE id = ?1").Bind(1, id).Run();
            return;
        }

        db.Prepare(Upsert)
            .Bind(1, id)
            .Bind(2, (long)notification.State)
            .Bind(3, notification.Due is { } due ? StoreJson.Kept(due) : null)
            .Bind(4, StoreJson.Kept(notification.CreatedAt))
            .Bind(5, notification.Version)
            .BindText(6, JsonSerializer.SerializeToUtf8Bytes(notification, StoreJson.Default.Notification))
            .Run();
    }

    public static void DeleteGivenUp(SqliteConnection db, DateTimeOffset before, int limit) =>
        db.Prepare(DeleteGivenUpSql).Bind(1, before).Bind(2, limit).Run();

    public static int CountWaiting(SqliteConnection db, int most) =>
        (int)(db.Prepare("SELECT COUNT(*) FROM (SELECT 1 FROM notification WHERE due IS NOT NULL LIMIT ?1)").Bind(1, most).Number() ?? 0);

    public static long? FindVersion(SqliteConnection db, string id) => db.Prepare("SELECT version FROM notification WHERE id = ?1").Bind(1, id).Number();

    public static Notification? Find(SqliteConnection db, string id) =>
        ReadAll(db.Prepare("SELECT data FROM notification WHERE id = ?1").Bind(1, id)).FirstOrDefault();

    public static Page<Notification> List(SqliteConnection db, NotificationState? state, string? after, int limit)
    {
        var statement = db.Prepare(ListSql(state)).Bind(1, after ?? "").Bind(2, limit + 1);
        if (state is not null)
        {
            statement.Bind(3, (long)state);
        }

        var items = ReadAll(statement);
        if (items.Count <= limit)
        {
            return new Page<Notification>(items, Next: null);
        }

        items.RemoveAt(limit);
        return new Page<Notification>(items, items[^1].Id);
    }

    public static string ListSql(NotificationState? state) =>
        $"SELECT data FROM notification WHERE id > ?1{(state is null ? "" : " AND state = ?3")} ORDER BY id LIMIT ?2";

    public static IReadOnlyList<Notification> Due(SqliteConnection db, DateTimeOffset now, int limit) =>
        ReadAll(db.Prepare(DueSql).Bind(1, now).Bind(2, limit));

    private static List<Notification> ReadAll(SqliteStatement statement)
    {
        var items = new List<Notification>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            items.Add(JsonSerializer.Deserialize(rows.Bytes(0), StoreJson.Default.Notification)!);
        }

        return items;
    }
}
