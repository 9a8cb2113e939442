using Muster.Local.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

public sealed class SchemaTests : IDisposable
{
    private readonly SqliteBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Empty_file_becomes_a_database()
    {
        File.Create(_bench.Database).Dispose();

        await _bench.Store.ReportAsync(Report(Noon));

        Assert.NotNull(await _bench.Store.FindAsync("r1"));
        Assert.Equal($"{SqliteSchema.Version}", _bench.Scalar("PRAGMA user_version"));
        Assert.Equal("ok", _bench.Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public void File_is_marked_as_Musters()
    {
        _ = _bench.Store;

        Assert.Equal($"{('M' << 24) | ('S' << 16) | ('T' << 8) | 'R'}", _bench.Scalar("PRAGMA application_id"));
    }

    [Fact]
    public void Commits_are_synced_to_a_write_ahead_log()
    {
        _ = _bench.Store;

        Assert.Equal("wal", _bench.Scalar("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Newer_schema_is_refused_and_left_as_it_is()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        _bench.Close();
        _bench.Execute($"PRAGMA user_version = {SqliteSchema.Version + 1}");

        var message = _bench.Refused();

        Assert.Contains($"schema version {SqliteSchema.Version + 1}, newer than this Muster's {SqliteSchema.Version}", message, StringComparison.Ordinal);
        Assert.Contains(_bench.Database, message, StringComparison.Ordinal);
        Assert.Equal("1", _bench.Scalar("SELECT COUNT(*) FROM robot"));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (text); PRAGMA user_version = 5")]
    [InlineData("CREATE TABLE notes (text); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE notes (text); PRAGMA user_version = 1; PRAGMA application_id = 42")]
    [InlineData("CREATE TABLE notes (text); PRAGMA application_id = 42")]
    [InlineData("CREATE TABLE notes (text)")]
    [InlineData("CREATE TABLE robot (name)")]
    public void Database_of_another_program_is_refused(string sql)
    {
        _bench.Execute(sql);

        var message = _bench.Refused();

        Assert.Contains("another program", message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_of_another_program_is_not_touched()
    {
        _bench.Execute("CREATE TABLE notes (text); PRAGMA user_version = 5");
        var before = File.ReadAllBytes(_bench.Database);

        _bench.Refused();

        Assert.Equal(before, File.ReadAllBytes(_bench.Database));
        Assert.Equal("delete", _bench.Scalar("PRAGMA journal_mode"));
    }
}
