using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

/// <summary>Acknowledge after commit: whoever is let go on finds what it wrote in the database.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private readonly SqliteBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Caller_goes_on_only_after_its_report_is_committed()
    {
        var store = _bench.Store;
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => ReportAndLookAsync(store, i))));
        await Task.Yield();

        Assert.All(seen, (battery, i) => Assert.Equal($"{i}.0", battery));
    }

    [Fact]
    public async Task Caller_goes_on_only_after_its_commit_is_committed()
    {
        Assert.True(await _bench.Store.CommitAsync(new RobotPut(Full(), 0, null)));

        Assert.Equal("7", _bench.Scalar("SELECT version FROM robot WHERE name = 'r1'"));
    }

    [Fact]
    public async Task Caller_goes_on_only_after_its_retained_message_is_committed()
    {
        await _bench.Store.KeepAsync(new RetainedMessage("a", new byte[] { 1 }, 1));

        Assert.Equal("a", _bench.Scalar("SELECT topic FROM retained"));
    }

    [Fact]
    public async Task Many_reports_of_one_robot_in_a_batch_leave_the_last_and_every_entry()
    {
        var calls = Enumerable.Range(1, 3000)
            .Select(i => _bench.Store.ReportStatusAsync(
                Report(Noon.AddSeconds(i), i % 3 == 0 ? RobotStatus.Paused : RobotStatus.Online) with { Battery = Set<double?>(i % 100) },
                CancellationToken.None).AsTask())
            .ToList();
        var decisions = await Task.WhenAll(calls);
        await Task.Yield();

        AssertSame(decisions[^1].Robot, await _bench.Store.FindAsync("r1"));
        Assert.Equal("0.0", _bench.Scalar("SELECT battery FROM robot"));

        // ONLINE, ONLINE, PAUSED, …: two changes in three reports, and the last 1,000 entries are kept.
        Assert.Equal(2000, decisions[^1].Robot.Version);
        Assert.Equal("1000 1001 2000", _bench.Scalar("SELECT COUNT(*) || ' ' || MIN(version) || ' ' || MAX(version) FROM robot_event"));
    }

    [Fact]
    public async Task Commit_sees_the_reports_queued_before_it()
    {
        var store = _bench.Store;
        var report = store.ReportStatusAsync(Report(Noon), CancellationToken.None).AsTask();
        var commit = store.CommitAsync(new RobotPut(Bare() with { Version = 2, Order = "order-1" }, 1, null));
        var second = store.ReportStatusAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused), CancellationToken.None).AsTask();
        await Task.WhenAll(report, commit, second);
        await Task.Yield();

        Assert.True(await commit);
        Assert.Equal((3, "order-1"), ((await second).Robot.Version, (await second).Robot.Order));
    }

    private async Task<string?> ReportAndLookAsync(SqliteFleetStore store, int i)
    {
        await store.ReportStatusAsync(Report(Noon, name: $"r{i}") with { Battery = Set<double?>(i % 100) }, CancellationToken.None);

        // Still where the store let its caller go on, and by a connection of its own.
        return _bench.Scalar($"SELECT battery + {i / 100 * 100} FROM robot WHERE name = 'r{i}'");
    }
}
