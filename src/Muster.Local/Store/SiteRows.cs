using System.Text.Json;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>Sites as rows.</summary>
internal static class SiteRows
{
    public const string RobotsSql = "SELECT site, COUNT(*) FROM robot WHERE retired_at IS NULL AND site IS NOT NULL GROUP BY site";

    public const string PendingSql = "SELECT site, COUNT(*) FROM orders INDEXED BY orders_pending WHERE state = 0 GROUP BY site";

    public static void Write(SqliteConnection db, Site site) =>
        db.Prepare("INSERT INTO site (name, version, data) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET version = ?2, data = ?3")
            .Bind(1, site.Name)
            .Bind(2, site.Version)
            .BindText(3, JsonSerializer.SerializeToUtf8Bytes(site, StoreJson.Default.Site))
            .Run();

    public static long? FindVersion(SqliteConnection db, string name) => db.Prepare("SELECT version FROM site WHERE name = ?1").Bind(1, name).Number();

    public static Site? Find(SqliteConnection db, string name)
    {
        using var rows = db.Prepare("SELECT data FROM site WHERE name = ?1").Bind(1, name).Rows();
        return rows.Read() ? Read(rows) : null;
    }

    public static IReadOnlyList<SiteSummary> List(SqliteConnection db)
    {
        var holds = Holds(db);
        var robots = Counts(db, RobotsSql);
        var pending = Counts(db, PendingSql);
        return
        [
            .. robots.Keys.Union(pending.Keys).Union(holds.Keys).Order(StringComparer.Ordinal)
                .Select(s => new SiteSummary(s, holds.GetValueOrDefault(s), robots.GetValueOrDefault(s), pending.GetValueOrDefault(s))),
        ];
    }

    private static Dictionary<string, SiteHold> Holds(SqliteConnection db)
    {
        var holds = new Dictionary<string, SiteHold>(StringComparer.Ordinal);
        using var rows = db.Prepare("SELECT data FROM site").Rows();
        while (rows.Read())
        {
            if (Read(rows) is { Hold: { } hold } site)
            {
                holds[site.Name] = hold;
            }
        }

        return holds;
    }

    private static Dictionary<string, int> Counts(SqliteConnection db, string sql)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = db.Prepare(sql).Rows();
        while (rows.Read())
        {
            counts[rows.Text(0)!] = (int)rows.Int64(1);
        }

        return counts;
    }

    private static Site Read(in SqliteStatement.Cursor row) => JsonSerializer.Deserialize(row.Bytes(0), StoreJson.Default.Site)!;
}
