using Muster.Fleet.Notifications;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Tests.Store;

/// <summary>What a query costs grows with what it returns, not with what else is kept: each walks an index, and sorts nothing.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private static readonly Dictionary<string, (string Sql, string[] Walks)> Queries = new()
    {
        ["free robots"] = (RobotQueries.FreeSql, ["SEARCH robot USING INDEX robot_free (site=?)"]),
        ["due robots"] = (RobotQueries.DueSql, ["SEARCH robot USING COVERING INDEX robot_due (due<?)"]),
        ["robots of a site"] = (
            "SELECT * FROM robot WHERE name > ?1 AND retired_at IS NULL AND site = ?2 ORDER BY name LIMIT ?5",
            ["SEARCH robot USING INDEX robot_site (site=? AND name>?)"]),
        ["queue of an item"] = (PendingQueries.ListSql, ["SEARCH orders USING COVERING INDEX orders_pending (site=? AND item=? AND (rank,id)>(?,?))"]),
        ["next item with a queue"] = (PendingQueries.NextItemSql, ["SEARCH orders USING COVERING INDEX orders_pending (site=? AND item>?)"]),
        ["next site with a queue"] = (PendingQueries.NextSiteSql, ["SEARCH orders USING COVERING INDEX orders_pending (site>?)"]),
        ["due orders"] = (OrderQueries.DueSql, ["SEARCH orders USING COVERING INDEX orders_due (due<?)"]),
        ["orders that ended"] = (OrderQueries.EndedSql, ["SEARCH orders USING INDEX orders_ended (ended_at<?)"]),
        ["orders by state"] = (OrderQueries.CountSql, ["SEARCH orders USING COVERING INDEX orders_state (state=?)"]),
        ["all orders"] = (OrderQueries.ListSql(new OrderQuery()), ["SCAN orders USING INDEX sqlite_autoindex_orders_1"]),
        ["all orders, next page"] = (OrderQueries.ListSql(new OrderQuery(Before: "x")), ["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (id<?)"]),
        ["orders in a state"] = (OrderQueries.ListSql(new OrderQuery(States: [OrderState.Failed])), ["SEARCH orders USING INDEX orders_state (state=?)"]),
        ["orders of a site in two states, next page"] = (
            OrderQueries.ListSql(new OrderQuery("x", [OrderState.Pending, OrderState.Failed], Before: "x")),
            [.. Enumerable.Repeat("SEARCH orders USING INDEX orders_site (site=? AND state=? AND id<?)", 2)]),
        ["orders of a site"] = (
            OrderQueries.ListSql(new OrderQuery("x")),
            [.. Enumerable.Repeat("SEARCH orders USING INDEX orders_site (site=? AND state=?)", 6)]),
        ["open alerts"] = (AlertRows.ListSql(new AlertQuery(IsOpen: true)), ["SCAN alert USING INDEX alert_open"]),
        ["all alerts, next page"] = (AlertRows.ListSql(new AlertQuery(Before: "0|x")), ["SEARCH alert USING INDEX alert_opened ((opened_at,id)<(?,?))"]),
        ["alerts of a site"] = (AlertRows.ListSql(new AlertQuery(Site: "x")), ["SEARCH alert USING INDEX alert_site (site=?)"]),
        ["alerts to let go of"] = (AlertRows.DeleteResolvedSql, ["SEARCH alert USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH alert USING COVERING INDEX alert_resolved (resolved_at<?)"]),
        ["due notifications"] = (NotificationRows.DueSql, ["SEARCH notification USING INDEX notification_due (due<?)"]),
        ["notifications in a state"] = (
            NotificationRows.ListSql(NotificationState.GivenUp),
            ["SEARCH notification USING INDEX notification_state (state=? AND id>?)"]),
        ["notifications to let go of"] = (
            NotificationRows.DeleteGivenUpSql,
            ["SEARCH notification USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH notification USING INDEX notification_given_up (created_at<?)"]),
        ["robots by site"] = (SiteRows.RobotsSql, ["SEARCH robot USING COVERING INDEX robot_site (site>?)"]),
        ["queues by site"] = (SiteRows.PendingSql, ["SCAN orders USING COVERING INDEX orders_pending"]),
    };

    private readonly SqliteBench _bench = new();

    public static TheoryData<string> Names { get; } = [.. Queries.Keys];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Query_walks_its_index_and_sorts_nothing(string name)
    {
        var (sql, walks) = Queries[name];
        _ = _bench.Store;

        using var db = _bench.Connect(readOnly: true);
        using var rows = db.Prepare($"EXPLAIN QUERY PLAN {sql}").Rows();
        var plan = new List<string>();
        while (rows.Read())
        {
            plan.Add(rows.Text(3)!);
        }

        Assert.DoesNotContain(plan, p => p.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.Equal(walks, plan.Where(p => p.StartsWith("SEARCH", StringComparison.Ordinal) || p.StartsWith("SCAN", StringComparison.Ordinal)));
    }
}
