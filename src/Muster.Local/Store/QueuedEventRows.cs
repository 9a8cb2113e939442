namespace Muster.Local.Store;

/// <summary>Events that wait for functions, as rows.</summary>
internal static class QueuedEventRows
{
    public const string PayloadSql = "SELECT payload FROM function_event WHERE seq = ?1";

    public static void Add(SqliteConnection db, QueuedEvent e) =>
        db.Prepare("INSERT INTO function_event (seq, function, request_id, enqueued_at, due, attempts, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, e.Seq)
            .Bind(2, e.Function)
            .Bind(3, e.RequestId)
            .Bind(4, e.EnqueuedAt)
            .Bind(5, e.Due)
            .Bind(6, e.Attempts)
            .Bind(7, e.Payload.AsSpan())
            .Run();

    /// <summary>Writes down that an attempt failed.</summary>
    public static void Update(SqliteConnection db, QueuedEvent e) =>
        db.Prepare("UPDATE function_event SET due = ?2, attempts = ?3, response = ?4 WHERE seq = ?1")
            .Bind(1, e.Seq)
            .Bind(2, e.Due)
            .Bind(3, e.Attempts)
            .Bind(4, e.Response.AsSpan())
            .Run();

    public static void Delete(SqliteConnection db, QueuedEvent e) => db.Prepare("DELETE FROM function_event WHERE seq = ?1").Bind(1, e.Seq).Run();

    /// <summary>The last place that was given; 0 when the queue is empty.</summary>
    public static long Last(SqliteConnection db) => db.Prepare("SELECT MAX(seq) FROM function_event").Number() ?? 0;

    /// <summary>All of them, without their payloads, in their order.</summary>
    public static List<QueuedEvent> ReadAll(SqliteConnection db)
    {
        var all = new List<QueuedEvent>();
        using var rows = db.Prepare("SELECT seq, function, request_id, enqueued_at, due, attempts, response FROM function_event ORDER BY seq").Rows();
        while (rows.Read())
        {
            var response = rows.Blob(6);
            all.Add(new QueuedEvent(rows.Int64(0), rows.Text(1)!, rows.Text(2)!, rows.Time(3), rows.Time(4), (int)rows.Int64(5)) { Response = response.Length > 0 ? response : null });
        }

        return all;
    }

    /// <summary>The payload of one; none when it is not there.</summary>
    public static byte[]? ReadPayload(SqliteConnection db, long seq)
    {
        using var rows = db.Prepare(PayloadSql).Bind(1, seq).Rows();
        return rows.Read() ? rows.Blob(0) : null;
    }
}
