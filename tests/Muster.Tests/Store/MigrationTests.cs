using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Local.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

/// <summary>A file of an older Muster opens, and nothing of it is lost.</summary>
public sealed class MigrationTests : IDisposable
{
    /// <summary>As version 1 made it, with two robots and an entry; times are microseconds since 1970.</summary>
    private const string Version1 =
        """
        CREATE TABLE robot (
            name TEXT NOT NULL PRIMARY KEY, status INTEGER NOT NULL, status_since INTEGER NOT NULL, last_seen INTEGER NOT NULL,
            version INTEGER NOT NULL, reported_at INTEGER, site TEXT, capabilities TEXT NOT NULL, battery REAL, x REAL, y REAL, theta REAL, map TEXT,
            "order" TEXT, fault_code TEXT, fault_message TEXT, connected_at INTEGER, announced_at INTEGER NOT NULL, announcement_due INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX robot_site ON robot (site, name);
        CREATE TABLE robot_event (
            robot TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, cause TEXT NOT NULL, changes TEXT NOT NULL, why TEXT,
            PRIMARY KEY (robot, version)
        ) WITHOUT ROWID;
        CREATE TABLE retained (topic TEXT NOT NULL PRIMARY KEY, payload BLOB NOT NULL, qos INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO robot VALUES ('r1', 1, 1769857200000000, 1769860800000000, 7, 1769860800000000, 'kitchen', '["grill","fry"]', 80, 1.5, -2, 3.14, 'floor-1',
            'order-7', 'E42', 'The arm is stuck.', 1769860500000000, 1769860800000000, 0);
        INSERT INTO robot VALUES ('r2', 1, 1769860800000000, 1769860800000000, 1, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, 1769860800000000, 0);
        INSERT INTO robot_event VALUES ('r1', 7, 1769860800000000, 'REPORT', '[{"field":"order","to":"order-7"}]', 'why not');
        INSERT INTO retained VALUES ('a/b', x'00ff', 1);
        PRAGMA application_id = 1297306706;
        PRAGMA user_version = 1;
        """;

    private readonly SqliteBench _bench = new();

    public MigrationTests() => _bench.Execute(Version1);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Robots_of_version_1_keep_all_and_what_they_reported_is_where_it_belongs()
    {
        AssertSame(Full("r1"), await _bench.Store.FindAsync("r1"));
        AssertSame(Bare("r2"), await _bench.Store.FindAsync("r2"));
        Assert.Equal("r1", Assert.Single(await _bench.Store.ListFreeRobotsAsync("kitchen", CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Robots_of_version_1_are_due_to_be_looked_at() =>
        Assert.Equal(["r1", "r2"], await _bench.Store.ListDueRobotsAsync(Noon, 10, CancellationToken.None));

    [Fact]
    public async Task History_of_version_1_is_kept_and_goes_on()
    {
        await _bench.Store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused));

        var history = (await _bench.Store.HistoryAsync("r1")).Items;
        Assert.Equal([8, 7], history.Select(e => e.Version));
        Assert.Equal(new RobotEvent("r1", 7, Noon, "REPORT", [], "why not"), history[1] with { Changes = [] });
        Assert.Equal([new FieldChange("order", null, "order-7")], history[1].Changes);
    }

    [Fact]
    public void Retained_messages_of_version_1_are_kept() => Assert.Equal("a/b", Assert.Single(_bench.Store.ReadRetained()).Topic);

    [Fact]
    public async Task File_of_version_1_takes_orders_and_is_of_this_version_then()
    {
        await _bench.Store.PutAsync(Samples.FullOrder());
        _bench.Close();

        Samples.AssertSame(Samples.FullOrder(), await _bench.Store.FindOrderAsync(Samples.Id(1)));
        Assert.Equal($"{SqliteSchema.Version}", _bench.Scalar("PRAGMA user_version"));
        Assert.Equal("ok", _bench.Scalar("PRAGMA integrity_check"));
    }
}
