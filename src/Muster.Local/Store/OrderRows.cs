using System.Text.Json;
using Muster.Fleet.Orders;

namespace Muster.Local.Store;

/// <summary>Orders and their history as rows.</summary>
internal static class OrderRows
{
    // The key is written once: it can't change, and an order that took another's would fail its whole batch.
    private const string Upsert =
        """
        INSERT INTO orders (id, site, state, rank, due, key, placed_at, ended_at, version, data, item) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (id) DO UPDATE SET site = ?2, state = ?3, rank = ?4, due = ?5, placed_at = ?7, ended_at = ?8, version = ?9, data = ?10, item = ?11
        """;

    private const string InsertEvent =
        """
        INSERT OR REPLACE INTO order_event ("order", version, at, cause, from_state, to_state, attempt, robot, why, "by")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    public static void Write(SqliteConnection db, OrderRow row) => db.Prepare(Upsert)
        .Bind(1, row.Order.Id)
        .Bind(2, row.Order.Site)
        .Bind(3, (long)row.Order.State)
        .Bind(4, StoreJson.Kept(row.Order.Rank))
        .Bind(5, row.Order.Due is { } due ? StoreJson.Kept(due) : null)
        .Bind(6, row.Order.Key)
        .Bind(7, StoreJson.Kept(row.Order.PlacedAt))
        .Bind(8, row.Order.EndedAt is { } ended ? StoreJson.Kept(ended) : null)
        .Bind(9, row.Order.Version)
        .BindText(10, row.Data)
        .Bind(11, row.Order.Item)
        .Run();

    public static void Append(SqliteConnection db, OrderEvent e) => db.Prepare(InsertEvent)
        .Bind(1, e.Order)
        .Bind(2, e.Version)
        .Bind(3, e.At)
        .Bind(4, e.Cause)
        .Bind(5, e.From)
        .Bind(6, e.To)
        .Bind(7, e.Attempt)
        .Bind(8, e.Robot)
        .Bind(9, e.Why)
        .Bind(10, e.By)
        .Run();

    public static void Delete(SqliteConnection db, string id)
    {
        db.Prepare("DELETE FROM order_event WHERE \"order\" = ?1").Bind(1, id).Run();
        db.Prepare("DELETE FROM orders WHERE id = ?1").Bind(1, id).Run();
    }

    public static long? FindVersion(SqliteConnection db, string id) => db.Prepare("SELECT version FROM orders WHERE id = ?1").Bind(1, id).Number();

    public static bool HasKey(SqliteConnection db, string key) => db.Prepare("SELECT 1 FROM orders WHERE key = ?1").Bind(1, key).Number() is not null;

    public static Order Read(in SqliteStatement.Cursor row, int column) => JsonSerializer.Deserialize(row.Bytes(column), StoreJson.Default.Order)!;

    public static OrderEvent ReadEvent(in SqliteStatement.Cursor row) => new(
        row.Text(0)!,
        row.Int64(1),
        row.Time(2),
        row.Text(3)!,
        row.Text(4),
        row.Text(5)!,
        (int)row.Int64(6),
        row.Text(7),
        row.Text(8),
        row.Text(9));
}
