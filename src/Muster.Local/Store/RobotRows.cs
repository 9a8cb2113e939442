using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Local.Store;

/// <summary>Robots and their history as rows.</summary>
internal static class RobotRows
{
    public const string Columns =
        """
        name, status, status_since, last_seen, version, reported_at, site, capabilities, battery, x, y, theta, map, reported_order, fault_code, fault_message,
        connected_at, announced_at, announcement_due, "order", order_since, instruction, returned_at, retired_at, due, alerts
        """;

    private const string Upsert =
        $"""
        INSERT INTO robot ({Columns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
        ON CONFLICT (name) DO UPDATE SET status = ?2, status_since = ?3, last_seen = ?4, version = ?5, reported_at = ?6, site = ?7,
            capabilities = ?8, battery = ?9, x = ?10, y = ?11, theta = ?12, map = ?13, reported_order = ?14, fault_code = ?15,
            fault_message = ?16, connected_at = ?17, announced_at = ?18, announcement_due = ?19, "order" = ?20, order_since = ?21,
            instruction = ?22, returned_at = ?23, retired_at = ?24, due = ?25, alerts = ?26
        """;

    private const string UpdateTelemetry =
        """
        UPDATE robot SET last_seen = ?2, reported_at = ?3, battery = ?4, x = ?5, y = ?6, theta = ?7, map = ?8, announced_at = ?9, announcement_due = ?10
        WHERE name = ?1
        """;

    public static void WriteAll(SqliteConnection db, Robot r) => db.Prepare(Upsert)
        .Bind(1, r.Name)
        .Bind(2, (long)r.Status)
        .Bind(3, r.StatusSince)
        .Bind(4, r.LastSeen)
        .Bind(5, r.Version)
        .Bind(6, r.ReportedAt)
        .Bind(7, r.Site)
        .Bind(8, JsonSerializer.Serialize(r.Capabilities, FleetJson.Default.IReadOnlyListString))
        .Bind(9, r.Battery)
        .Bind(10, r.Position?.X)
        .Bind(11, r.Position?.Y)
        .Bind(12, r.Position?.Theta)
        .Bind(13, r.Position?.Map)
        .Bind(14, r.ReportedOrder)
        .Bind(15, r.Fault?.Code)
        .Bind(16, r.Fault?.Message)
        .Bind(17, r.ConnectedAt)
        .Bind(18, r.AnnouncedAt)
        .Bind(19, r.AnnouncementDue ? 1 : 0)
        .Bind(20, r.Order)
        .Bind(21, r.OrderSince)
        .Bind(22, r.Instruction is null ? null : JsonSerializer.Serialize(r.Instruction, FleetJson.Default.Instruction))
        .Bind(23, r.ReturnedAt)
        .Bind(24, r.RetiredAt)
        .Bind(25, r.Due)
        .Bind(26, r.Alerts.Count == 0 ? null : JsonSerializer.Serialize(r.Alerts, FleetJson.Default.IReadOnlyListOpenAlert))
        .Run();

    public static void WriteTelemetry(SqliteConnection db, Robot r) => db.Prepare(UpdateTelemetry)
        .Bind(1, r.Name)
        .Bind(2, r.LastSeen)
        .Bind(3, r.ReportedAt)
        .Bind(4, r.Battery)
        .Bind(5, r.Position?.X)
        .Bind(6, r.Position?.Y)
        .Bind(7, r.Position?.Theta)
        .Bind(8, r.Position?.Map)
        .Bind(9, r.AnnouncedAt)
        .Bind(10, r.AnnouncementDue ? 1 : 0)
        .Run();

    /// <summary>Adds an entry to a robot's history and lets go of the oldest <paramref name="surplus"/>.</summary>
    public static void Append(SqliteConnection db, RobotEvent e, long surplus)
    {
        db.Prepare("INSERT OR REPLACE INTO robot_event (robot, version, at, cause, changes, why, \"by\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, e.Robot)
            .Bind(2, e.Version)
            .Bind(3, e.At)
            .Bind(4, e.Cause)
            .Bind(5, JsonSerializer.Serialize(e.Changes, FleetJson.Default.IReadOnlyListFieldChange))
            .Bind(6, e.Why)
            .Bind(7, e.By)
            .Run();
        if (surplus > 0)
        {
            db.Prepare("DELETE FROM robot_event WHERE robot = ?1 AND version IN (SELECT version FROM robot_event WHERE robot = ?1 ORDER BY version LIMIT ?2)")
                .Bind(1, e.Robot)
                .Bind(2, surplus)
                .Run();
        }
    }

    /// <summary>How many entries a robot's history has.</summary>
    public static long CountHistory(SqliteConnection db, string name)
    {
        using var rows = db.Prepare("SELECT COUNT(*) FROM robot_event WHERE robot = ?1").Bind(1, name).Rows();
        rows.Read();
        return rows.Int64(0);
    }

    public static Robot? Find(SqliteConnection db, string name)
    {
        using var rows = db.Prepare($"SELECT {Columns} FROM robot WHERE name = ?1").Bind(1, name).Rows();
        return rows.Read() ? Read(rows) : null;
    }

    public static Robot Read(in SqliteStatement.Cursor row) => new()
    {
        Name = row.Text(0)!,
        Status = (RobotStatus)row.Int64(1),
        StatusSince = row.Time(2),
        LastSeen = row.Time(3),
        Version = row.Int64(4),
        ReportedAt = row.TimeOrNull(5),
        Site = row.Text(6),
        Capabilities = JsonSerializer.Deserialize(row.Text(7)!, FleetJson.Default.IReadOnlyListString)!,
        Battery = row.DoubleOrNull(8),
        Position = row.DoubleOrNull(9) is { } x && row.DoubleOrNull(10) is { } y ? new Position(x, y, row.DoubleOrNull(11), row.Text(12)) : null,
        ReportedOrder = row.Text(13),
        Fault = row.Text(14) is { } code ? new Fault(code, row.Text(15)) : null,
        ConnectedAt = row.TimeOrNull(16),
        AnnouncedAt = row.Time(17),
        AnnouncementDue = row.Int64(18) != 0,
        Order = row.Text(19),
        OrderSince = row.TimeOrNull(20),
        Instruction = row.Text(21) is { } instruction ? JsonSerializer.Deserialize(instruction, FleetJson.Default.Instruction) : null,
        ReturnedAt = row.TimeOrNull(22),
        RetiredAt = row.TimeOrNull(23),
        Due = row.TimeOrNull(24),
        Alerts = row.Text(25) is { } alerts ? JsonSerializer.Deserialize(alerts, FleetJson.Default.IReadOnlyListOpenAlert)! : [],
    };

    public static RobotEvent ReadEvent(in SqliteStatement.Cursor row) => new(
        row.Text(0)!,
        row.Int64(1),
        row.Time(2),
        row.Text(3)!,
        JsonSerializer.Deserialize(row.Text(4)!, FleetJson.Default.IReadOnlyListFieldChange)!,
        row.Text(5),
        row.Text(6));
}
