using System.Globalization;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>The port's queries of orders in SQL.</summary>
internal static class OrderQueries
{
    public const string DueSql = "SELECT id FROM orders WHERE due <= ?1 ORDER BY due, id LIMIT ?2";

    public const string EndedSql = "SELECT id FROM orders WHERE ended_at < ?1 ORDER BY ended_at LIMIT ?2";

    public const string CountSql = "SELECT state, COUNT(*) FROM orders WHERE state IN (0, 1, 2) GROUP BY state";

    public static Order? Find(SqliteConnection db, string id) => One(db.Prepare("SELECT data FROM orders WHERE id = ?1").Bind(1, id));

    public static Order? FindByKey(SqliteConnection db, string key) => One(db.Prepare("SELECT data FROM orders WHERE key = ?1").Bind(1, key));

    public static Page<Order> List(SqliteConnection db, OrderQuery query)
    {
        if (query.States is { Count: 0 })
        {
            return new Page<Order>([], Next: null);
        }

        var statement = db.Prepare(ListSql(query)).Bind(1, query.Limit + 1);
        if (query.Site is not null)
        {
            statement.Bind(2, query.Site);
        }

        if (query.Before is not null)
        {
            statement.Bind(3, query.Before);
        }

        if (query.PlacedBefore is not null)
        {
            statement.Bind(4, query.PlacedBefore);
        }

        if (query.PlacedAfter is not null)
        {
            statement.Bind(5, query.PlacedAfter);
        }

        var items = new List<Order>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            if (items.Count == query.Limit)
            {
                return new Page<Order>(items, items[^1].Id);
            }

            items.Add(OrderRows.Read(rows, 1));
        }

        return new Page<Order>(items, Next: null);
    }

    /// <summary>
    /// One walk of an index a state, newest first, merged: none of them passes over orders of another site or state. An order
    /// is in one of six states, so a list by site alone is six walks.
    /// </summary>
    public static string ListSql(OrderQuery query)
    {
        var filter = (query.Site is null ? "" : " AND site = ?2")
            + (query.Before is null ? "" : " AND id < ?3")
            + (query.PlacedBefore is null ? "" : " AND placed_at < ?4")
            + (query.PlacedAfter is null ? "" : " AND placed_at >= ?5");
        var states = query.States?.Distinct().Order() ?? (query.Site is null ? null : Enum.GetValues<OrderState>().AsEnumerable());
        var walks = states is null
            ? $"SELECT id, data FROM orders WHERE TRUE{filter}"
            : string.Join(" UNION ALL ", states.Select(s => $"SELECT id, data FROM orders WHERE state = {(int)s}{filter}"));
        return $"{walks} ORDER BY id DESC LIMIT ?1";
    }

    public static Page<OrderEvent> History(SqliteConnection db, string id, long before, int limit)
    {
        const string Sql =
            """
            SELECT "order", version, at, cause, from_state, to_state, attempt, robot, why, "by" FROM order_event
            WHERE "order" = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3
            """;
        var items = new List<OrderEvent>();
        using var rows = db.Prepare(Sql).Bind(1, id).Bind(2, before).Bind(3, limit + 1).Rows();
        while (rows.Read())
        {
            if (items.Count == limit)
            {
                return new Page<OrderEvent>(items, items[^1].Version.ToString(CultureInfo.InvariantCulture));
            }

            items.Add(OrderRows.ReadEvent(rows));
        }

        return new Page<OrderEvent>(items, Next: null);
    }

    public static IReadOnlyDictionary<string, int> Count(SqliteConnection db)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = db.Prepare(CountSql).Rows();
        while (rows.Read())
        {
            counts[((OrderState)rows.Int64(0)).ToWire()] = (int)rows.Int64(1);
        }

        return counts;
    }

    public static IReadOnlyList<string> Due(SqliteConnection db, DateTimeOffset now, int limit) =>
        db.Prepare(DueSql).Bind(1, now).Bind(2, limit).Texts();

    public static List<string> Ended(SqliteConnection db, DateTimeOffset before, int limit) =>
        db.Prepare(EndedSql).Bind(1, before).Bind(2, limit).Texts();

    private static Order? One(SqliteStatement statement)
    {
        using var rows = statement.Rows();
        return rows.Read() ? OrderRows.Read(rows, 0) : null;
    }
}
