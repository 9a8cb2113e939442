using System.Globalization;
using System.Text;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>The port's queries in SQL.</summary>
internal static class RobotQueries
{
    public const string FreeSql =
        $"""
        SELECT {RobotRows.Columns} FROM robot
        WHERE site = ?1 AND status IN (1, 2) AND "order" IS NULL AND retired_at IS NULL ORDER BY name
        """;

    public const string DueSql = "SELECT name FROM robot WHERE due <= ?1 ORDER BY due, name LIMIT ?2";

    // A shown status in terms of columns: WORKING is an ONLINE robot that holds an order, the fleet's or its own.
    private const string Shown = "CASE WHEN status = 1 AND (\"order\" IS NOT NULL OR reported_order IS NOT NULL) THEN 'WORKING' WHEN status = 1 THEN 'ONLINE' WHEN status = 2 THEN 'CHARGING' WHEN status = 3 THEN 'PAUSED' WHEN status = 4 THEN 'FAULT' ELSE 'OFFLINE' END";

    public static Page<Robot> List(SqliteConnection db, RobotQuery query)
    {
        var sql = new StringBuilder($"SELECT {RobotRows.Columns} FROM robot WHERE name > ?1");
        var isRetired = query.Status == RobotStatusNames.Retired;
        sql.Append(isRetired ? " AND retired_at IS NOT NULL" : " AND retired_at IS NULL");
        if (query.Site is not null)
        {
            sql.Append(" AND site = ?2");
        }

        if (query.Status is not null && !isRetired)
        {
            sql.Append($" AND {Shown} = ?3");
        }

        if (query.Text is not null)
        {
            sql.Append(" AND (instr(lower(name), lower(?4)) OR instr(lower(site), lower(?4)))");
        }

        var statement = db.Prepare(sql.Append(" ORDER BY name LIMIT ?5").ToString()).Bind(1, query.After ?? "").Bind(5, query.Limit + 1);
        if (query.Site is not null)
        {
            statement.Bind(2, query.Site);
        }

        if (query.Status is not null && !isRetired)
        {
            statement.Bind(3, query.Status);
        }

        if (query.Text is not null)
        {
            statement.Bind(4, query.Text);
        }

        var items = new List<Robot>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            if (items.Count == query.Limit)
            {
                return new Page<Robot>(items, items[^1].Name);
            }

            items.Add(RobotRows.Read(rows));
        }

        return new Page<Robot>(items, Next: null);
    }

    public static Page<RobotEvent> History(SqliteConnection db, string name, long before, int limit)
    {
        var items = new List<RobotEvent>();
        using var rows = db.Prepare("SELECT robot, version, at, cause, changes, why, \"by\" FROM robot_event WHERE robot = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3")
            .Bind(1, name)
            .Bind(2, before)
            .Bind(3, limit + 1)
            .Rows();
        while (rows.Read())
        {
            if (items.Count == limit)
            {
                return new Page<RobotEvent>(items, items[^1].Version.ToString(CultureInfo.InvariantCulture));
            }

            items.Add(RobotRows.ReadEvent(rows));
        }

        return new Page<RobotEvent>(items, Next: null);
    }

    public static IReadOnlyDictionary<string, int> Count(SqliteConnection db)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = db.Prepare($"SELECT {Shown}, COUNT(*) FROM robot WHERE retired_at IS NULL GROUP BY 1").Rows();
        while (rows.Read())
        {
            counts[rows.Text(0)!] = (int)rows.Int64(1);
        }

        return counts;
    }

    public static IReadOnlyList<Robot> Free(SqliteConnection db, string site)
    {
        var free = new List<Robot>();
        using var rows = db.Prepare(FreeSql).Bind(1, site).Rows();
        while (rows.Read())
        {
            free.Add(RobotRows.Read(rows));
        }

        return free;
    }

    public static IReadOnlyList<string> Due(SqliteConnection db, DateTimeOffset now, int limit) =>
        db.Prepare(DueSql).Bind(1, now).Bind(2, limit).Texts();
}
