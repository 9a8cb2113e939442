using Muster.Fleet.Orders;

namespace Muster.Local.Store;

/// <summary>The queries of the queues in SQL: a queue for each item of a site, so that orders that nobody can do now are in nobody's way.</summary>
internal static class PendingQueries
{
    // The index is named where the planner, which does not know how few orders wait, takes another.
    public const string ListSql =
        "SELECT rank, id FROM orders INDEXED BY orders_pending WHERE state = 0 AND site = ?1 AND item = ?2 AND (rank, id) > (?3, ?4) ORDER BY rank, id LIMIT ?5";

    public const string NextItemSql = "SELECT item FROM orders INDEXED BY orders_pending WHERE state = 0 AND site = ?1 AND item > ?2 ORDER BY item LIMIT 1";

    public const string NextSiteSql = "SELECT site FROM orders INDEXED BY orders_pending WHERE state = 0 AND site > ?1 ORDER BY site LIMIT 1";

    public static IReadOnlyList<Order> List(SqliteConnection db, string site, IReadOnlyCollection<string>? items, Order? after, int limit)
    {
        // Where each item's queue begins; the best of them together are the best of all.
        var places = new List<(long Rank, string Id)>();
        foreach (var item in items ?? Items(db, site))
        {
            using var rows = db.Prepare(ListSql)
                .Bind(1, site)
                .Bind(2, item)
                .Bind(3, after is null ? DateTimeOffset.MinValue : StoreJson.Kept(after.Rank))
                .Bind(4, after?.Id ?? "")
                .Bind(5, limit)
                .Rows();
            while (rows.Read())
            {
                places.Add((rows.Int64(0), rows.Text(1)!));
            }
        }

        places.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : string.CompareOrdinal(a.Id, b.Id));
        return [.. places.Take(limit).Select(p => OrderQueries.Find(db, p.Id)).Where(o => o is { State: OrderState.Pending }).Select(o => o!)];
    }

    /// <summary>One look into the index an item.</summary>
    public static IReadOnlyList<string> Items(SqliteConnection db, string site)
    {
        var items = new List<string>();
        while (Next(db.Prepare(NextItemSql).Bind(1, site).Bind(2, items.LastOrDefault() ?? "")) is { } item)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>One look into the index a site: a site's queue may be long, and none of it is of interest here.</summary>
    public static IReadOnlyList<string> Sites(SqliteConnection db, string? after, int limit)
    {
        var sites = new List<string>();
        while (sites.Count < limit && Next(db.Prepare(NextSiteSql).Bind(1, sites.LastOrDefault() ?? after ?? "")) is { } site)
        {
            sites.Add(site);
        }

        return sites;
    }

    private static string? Next(SqliteStatement statement)
    {
        using var rows = statement.Rows();
        return rows.Read() ? rows.Text(0) : null;
    }
}
