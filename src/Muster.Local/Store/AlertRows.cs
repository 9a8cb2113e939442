using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Alerts;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>Alerts as rows.</summary>
internal static class AlertRows
{
    public const string DeleteResolvedSql = "DELETE FROM alert WHERE rowid IN (SELECT rowid FROM alert WHERE resolved_at < ?1 LIMIT ?2)";

    private const string Upsert =
        """
        INSERT INTO alert (id, kind, subject, site, opened_at, resolved_at, version, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO UPDATE SET kind = ?2, subject = ?3, site = ?4, opened_at = ?5, resolved_at = ?6, version = ?7, data = ?8
        """;

    public static void Write(SqliteConnection db, Alert alert) => db.Prepare(Upsert)
        .Bind(1, alert.Id)
        .Bind(2, alert.Kind)
        .Bind(3, alert.Subject)
        .Bind(4, alert.Site)
        .Bind(5, StoreJson.Kept(alert.OpenedAt))
        .Bind(6, alert.ResolvedAt is { } resolved ? StoreJson.Kept(resolved) : null)
        .Bind(7, alert.Version)
        .BindText(8, JsonSerializer.SerializeToUtf8Bytes(alert, StoreJson.Default.Alert))
        .Run();

    public static void DeleteResolved(SqliteConnection db, DateTimeOffset before, int limit) =>
        db.Prepare(DeleteResolvedSql).Bind(1, before).Bind(2, limit).Run();

    public static long? FindVersion(SqliteConnection db, string id) => db.Prepare("SELECT version FROM alert WHERE id = ?1").Bind(1, id).Number();

    public static Alert? Find(SqliteConnection db, string id)
    {
        using var rows = db.Prepare("SELECT data FROM alert WHERE id = ?1").Bind(1, id).Rows();
        return rows.Read() ? Read(rows) : null;
    }

    public static Page<Alert> List(SqliteConnection db, AlertQuery query)
    {
        var statement = db.Prepare(ListSql(query)).Bind(1, query.Limit + 1);
        if (query.Site is not null)
        {
            statement.Bind(2, query.Site);
        }

        if (query.Kind is not null)
        {
            statement.Bind(3, query.Kind);
        }

        if (query.Before is not null)
        {
            var (openedAt, id) = PlaceOf(query.Before);
            statement.Bind(4, openedAt).Bind(5, id);
        }

        var items = new List<Alert>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            if (items.Count == query.Limit)
            {
                return new Page<Alert>(items, Place(items[^1]));
            }

            items.Add(Read(rows));
        }

        return new Page<Alert>(items, Next: null);
    }

    public static string ListSql(AlertQuery query)
    {
        var filter = (query.IsOpen is null ? "" : query.IsOpen.Value ? " AND resolved_at IS NULL" : " AND resolved_at IS NOT NULL")
            + (query.Site is null ? "" : " AND site = ?2")
            + (query.Kind is null ? "" : " AND kind = ?3")
            + (query.Before is null ? "" : " AND (opened_at, id) < (?4, ?5)");
        return $"SELECT data FROM alert WHERE TRUE{filter} ORDER BY opened_at DESC, id DESC LIMIT ?1";
    }

    private static Alert Read(in SqliteStatement.Cursor row) => JsonSerializer.Deserialize(row.Bytes(0), StoreJson.Default.Alert)!;

    /// <summary>A page's end: the time of opening, then the id.</summary>
    private static string Place(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.OpenedAt.ToUnixTimeMilliseconds():D14}|{alert.Id}");

    private static (DateTimeOffset OpenedAt, string Id) PlaceOf(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var milliseconds = bar < 0 ? text : text[..bar];

        // What is no place of ours comes from a caller's typing: nothing lies before it.
        return long.TryParse(milliseconds, CultureInfo.InvariantCulture, out var opened)
            && opened <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && opened >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            ? (DateTimeOffset.FromUnixTimeMilliseconds(opened), bar < 0 ? "" : text[(bar + 1)..])
            : (DateTimeOffset.MinValue, "");
    }
}
