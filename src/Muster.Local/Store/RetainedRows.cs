namespace Muster.Local.Store;

/// <summary>Retained messages as rows.</summary>
internal static class RetainedRows
{
    public static void Write(SqliteConnection db, RetainedMessage message)
    {
        if (message.Payload.IsEmpty)
        {
            db.Prepare("DELETE FROM retained WHERE topic = ?1").Bind(1, message.Topic).Run();
            return;
        }

        db.Prepare("INSERT INTO retained (topic, payload, qos, expires_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (topic) DO UPDATE SET payload = ?2, qos = ?3, expires_at = ?4")
            .Bind(1, message.Topic)
            .Bind(2, message.Payload.Span)
            .Bind(3, message.QualityOfService)
            .Bind(4, message.ExpiresAt)
            .Run();
    }

    public static List<RetainedMessage> ReadAll(SqliteConnection db)
    {
        var all = new List<RetainedMessage>();
        using var rows = db.Prepare("SELECT topic, payload, qos, expires_at FROM retained").Rows();
        while (rows.Read())
        {
            all.Add(new RetainedMessage(rows.Text(0)!, rows.Blob(1), (int)rows.Int64(2), rows.TimeOrNull(3)));
        }

        return all;
    }
}
