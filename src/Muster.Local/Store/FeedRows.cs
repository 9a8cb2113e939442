using System.Globalization;
using Muster.Fleet.Store;

namespace Muster.Local.Store;

/// <summary>The feed as rows, numbered without gaps, of which only the oldest are ever let go.</summary>
internal static class FeedRows
{
    public static void Append(SqliteConnection db, long number, in FeedRow row) =>
        db.Prepare("INSERT INTO feed (seq, kind, site, topic, payload) VALUES (?1, ?2, ?3, ?4, ?5)")
            .Bind(1, number)
            .Bind(2, row.Kind)
            .Bind(3, row.Site)
            .Bind(4, row.Message.Topic)
            .Bind(5, row.Message.Payload.Span)
            .Run();

    /// <summary>Lets go of all up to and with <paramref name="number"/>.</summary>
    public static void Prune(SqliteConnection db, long number) => db.Prepare("DELETE FROM feed WHERE seq <= ?1").Bind(1, number).Run();

    /// <summary>The oldest that is kept; none when there was never one.</summary>
    public static long? First(SqliteConnection db) => db.Prepare("SELECT MIN(seq) FROM feed").Number();

    /// <summary>The newest; none when there was never one.</summary>
    public static long? Last(SqliteConnection db) => db.Prepare("SELECT MAX(seq) FROM feed").Number();

    public static FeedPage List(SqliteConnection db, string? after, string? site, int limit)
    {
        var from = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        var entries = new List<FeedEntry>();
        long? first = null;
        var last = after;
        using var rows = db.Prepare("SELECT seq, kind, site, topic, payload FROM feed WHERE seq > ?1 ORDER BY seq LIMIT ?2").Bind(1, from).Bind(2, limit).Rows();
        while (rows.Read())
        {
            first ??= rows.Int64(0);
            last = rows.Int64(0).ToString(CultureInfo.InvariantCulture);
            if (rows.Text(2) is var where && (site is null || site == where))
            {
                entries.Add(new FeedEntry(last, rows.Text(1)!, where, rows.Text(3)!, rows.Blob(4)));
            }
        }

        // Numbers are without gaps, so that one between the asked-for place and the first entry means that some were let go.
        return new FeedPage(entries, last, after is not null && first > from + 1);
    }
}
