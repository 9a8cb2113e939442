using System.Globalization;

namespace Muster.Local.Store;

/// <summary>The tables, as a list of steps from one schema version to the next. Steps are only ever added.</summary>
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
