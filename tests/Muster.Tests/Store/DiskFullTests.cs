using Microsoft.Extensions.Logging.Abstractions;
using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

/// <summary>The writer on a disk that is full: SQLite may not add pages to the file (<c>PRAGMA max_page_count</c>).</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly TestMeters _meters = new();
    private readonly SqliteConnection _db;
    private readonly SqliteWriter _writer;

    public DiskFullTests()
    {
        _db = SqliteConnection.Open(_temp.File("muster.db"), readOnly: false);
        _db.Scalar("PRAGMA journal_mode = WAL");
        SqliteSchema.Migrate(_db);
        _db.Scalar($"PRAGMA max_page_count = {_db.Scalar("PRAGMA page_count")}");
        var options = new SqliteStoreOptions();
        _writer = new SqliteWriter(_db, new WriteBatch(_db, options, new FeedSignal(last: 0)), options, new StoreMetrics(_meters), TimeProvider.System, NullLogger.Instance);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _meters.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Robots_that_were_acknowledged_are_there_and_those_that_failed_are_not()
    {
        var acknowledged = await FillAsync();

        Assert.Equal($"{acknowledged}", Scalar("SELECT COUNT(*) FROM robot"));
        Assert.Equal($"{acknowledged}", Scalar("SELECT COUNT(*) FROM robot_event"));
        Assert.Contains("full", _writer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writer_goes_on_when_there_is_room_again()
    {
        var acknowledged = await FillAsync();

        // The writer waits for work, so its connection is nobody's for now.
        _db.Scalar("PRAGMA max_page_count = 1000000");
        await ReportAsync("late");

        Assert.Null(_writer.Problem);
        Assert.Equal($"{acknowledged + 1}", Scalar("SELECT COUNT(*) FROM robot"));
    }

    /// <summary>Reports new robots until one fails.</summary>
    private async Task<int> FillAsync()
    {
        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                await ReportAsync($"r{i}");
            }
            catch (StoreUnavailableException)
            {
                return i;
            }
        }

        throw new InvalidOperationException("the disk is never full");
    }

    private async Task ReportAsync(string name)
    {
        var job = StatusJob.Rent(Report(Noon, name: name) with { Site = Set(new string('s', 64)) });
        var call = job.Task;
        _writer.Post(job);
        await StoreCalls.LeaveAsync(call);
    }

    private string? Scalar(string sql)
    {
        using var db = SqliteConnection.Open(_temp.File("muster.db"), readOnly: true);
        return db.Scalar(sql);
    }
}
