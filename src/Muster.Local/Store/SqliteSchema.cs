using System.Globalization;

namespace Muster.Local.Store;

/// <summary>
/// The tables, as a list of steps from one schema version to the next. Steps are only ever added. What is looked for has a
/// column and an index, as a rule a partial one with nothing else in it; the rest of a row is JSON in <c>data</c>.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as Muster's (<c>PRAGMA application_id</c>): "MSTR" in ASCII.</summary>
    private const int ApplicationId = 0x4D535452;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE robot (
            name TEXT NOT NULL PRIMARY KEY,
            status INTEGER NOT NULL,
            status_since INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            version INTEGER NOT NULL,
            reported_at INTEGER,
            site TEXT,
            capabilities TEXT NOT NULL,
            battery REAL,
            x REAL, y REAL, theta REAL, map TEXT,
            "order" TEXT,
            fault_code TEXT, fault_message TEXT,
            connected_at INTEGER,
            announced_at INTEGER NOT NULL,
            announcement_due INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX robot_site ON robot (site, name);
        CREATE TABLE robot_event (
            robot TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            cause TEXT NOT NULL,
            changes TEXT NOT NULL,
            why TEXT,
            PRIMARY KEY (robot, version)
        ) WITHOUT ROWID;
        CREATE TABLE retained (
            topic TEXT NOT NULL PRIMARY KEY,
            payload BLOB NOT NULL,
            qos INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
        """
        ALTER TABLE robot RENAME COLUMN "order" TO reported_order;
        ALTER TABLE robot ADD COLUMN "order" TEXT;
        ALTER TABLE robot ADD COLUMN order_since INTEGER;
        ALTER TABLE robot ADD COLUMN instruction TEXT;
        ALTER TABLE robot ADD COLUMN returned_at INTEGER;
        ALTER TABLE robot ADD COLUMN retired_at INTEGER;
        ALTER TABLE robot ADD COLUMN due INTEGER;
        ALTER TABLE robot ADD COLUMN alerts TEXT;
        UPDATE robot SET due = last_seen;
        DROP INDEX robot_site;
        CREATE INDEX robot_site ON robot (site, name, retired_at) WHERE retired_at IS NULL;
        CREATE INDEX robot_free ON robot (site, name) WHERE status IN (1, 2) AND "order" IS NULL AND retired_at IS NULL;
        CREATE INDEX robot_due ON robot (due, name) WHERE due IS NOT NULL;
        ALTER TABLE robot_event ADD COLUMN "by" TEXT;
        ALTER TABLE retained ADD COLUMN expires_at INTEGER;
        CREATE TABLE orders (
            id TEXT NOT NULL PRIMARY KEY,
            site TEXT NOT NULL,
            state INTEGER NOT NULL,
            rank INTEGER NOT NULL,
            due INTEGER,
            key TEXT,
            placed_at INTEGER NOT NULL,
            ended_at INTEGER,
            version INTEGER NOT NULL,
            data TEXT NOT NULL
        );
        CREATE INDEX orders_site ON orders (site, state, id);
        CREATE INDEX orders_state ON orders (state, id);
        CREATE INDEX orders_pending ON orders (site, rank, id) WHERE state = 0;
        CREATE INDEX orders_due ON orders (due, id) WHERE due IS NOT NULL;
        CREATE INDEX orders_ended ON orders (ended_at) WHERE ended_at IS NOT NULL;
        CREATE UNIQUE INDEX orders_key ON orders (key) WHERE key IS NOT NULL;
        CREATE TABLE order_event (
            "order" TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            cause TEXT NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            robot TEXT,
            why TEXT,
            "by" TEXT,
            PRIMARY KEY ("order", version)
        ) WITHOUT ROWID;
        CREATE TABLE alert (
            id TEXT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            site TEXT,
            opened_at INTEGER NOT NULL,
            resolved_at INTEGER,
            version INTEGER NOT NULL,
            data TEXT NOT NULL
        );
        CREATE INDEX alert_opened ON alert (opened_at, id);
        CREATE INDEX alert_site ON alert (site, opened_at, id);
        CREATE INDEX alert_open ON alert (opened_at, id) WHERE resolved_at IS NULL;
        CREATE INDEX alert_resolved ON alert (resolved_at) WHERE resolved_at IS NOT NULL;
        CREATE TABLE notification (
            id TEXT NOT NULL PRIMARY KEY,
            state INTEGER NOT NULL,
            due INTEGER,
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            data TEXT NOT NULL
        );
        CREATE INDEX notification_state ON notification (state, id);
        CREATE INDEX notification_due ON notification (due, id) WHERE due IS NOT NULL;
        CREATE INDEX notification_given_up ON notification (created_at) WHERE due IS NULL;
        CREATE TABLE site (
            name TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            data TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE feed (
            seq INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            site TEXT,
            topic TEXT NOT NULL,
            payload BLOB NOT NULL
        );
        """,
        """
        ALTER TABLE orders ADD COLUMN item TEXT;
        UPDATE orders SET item = json_extract(data, '$.item');
        DROP INDEX orders_pending;
        CREATE INDEX orders_pending ON orders (site, item, rank, id) WHERE state = 0;
        """,
        """
        CREATE TABLE function_event (
            seq INTEGER NOT NULL PRIMARY KEY,
            function TEXT NOT NULL,
            request_id TEXT NOT NULL,
            enqueued_at INTEGER NOT NULL,
            due INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            payload BLOB NOT NULL,
            response BLOB
        );
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Checks that the file is whole and ours, or empty; changes nothing.</summary>
    /// <exception cref="DataFolderException">It is damaged, somebody else's, or newer than this program.</exception>
    public static void Check(SqliteConnection db, string path)
    {
        var version = Number(db, "PRAGMA user_version");
        var isEmpty = version == 0 && Number(db, "SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (Number(db, "PRAGMA application_id") is var application && application != ApplicationId && !(isEmpty && application == 0))
        {
            throw new DataFolderException($"{path} is a database of another program; choose another folder with --data");
        }

        if (version > Version)
        {
            throw new DataFolderException($"{path} has schema version {version}, newer than this Muster's {Version}; run the newer Muster, or choose another folder with --data");
        }

        if (version > 0 && db.Scalar("PRAGMA quick_check(1)") is var check && check != "ok")
        {
            throw new DataFolderException($"{path} is damaged ({check?.ReplaceLineEndings("; ")}); restore it from a backup, or choose another folder with --data");
        }

    }

    /// <summary>Brings the file to <see cref="Version"/>.</summary>
    public static void Migrate(SqliteConnection db)
    {
        for (var version = Number(db, "PRAGMA user_version"); version < Version; version++)
        {
            db.Execute($"BEGIN IMMEDIATE; {Steps[version]} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}; COMMIT;");
        }
    }

    private static int Number(SqliteConnection db, string sql) => int.Parse(db.Scalar(sql)!, CultureInfo.InvariantCulture);
}
