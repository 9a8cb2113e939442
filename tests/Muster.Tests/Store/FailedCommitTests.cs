using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

/// <summary>A database that can't be written for a while: here its table has another name until the trouble is over.</summary>
public sealed class FailedCommitTests : IDisposable
{
    private readonly SqliteBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Everybody_who_waits_hears_of_it()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        Break();

        var report = _bench.Store.ReportAsync(Report(Noon, RobotStatus.Paused));
        var commit = _bench.Store.CommitAsync(new RobotPut(Full("r2"), 0, null));
        var another = _bench.Store.ReportAsync(Report(Noon, name: "r3"));

        foreach (var call in new Task[] { report, commit, another })
        {
            var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => call);
            Assert.Contains("no such table", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_written()
    {
        var robot = (await _bench.Store.ReportAsync(Report(Noon))).Robot;
        Break();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused)));
        Repair();

        AssertSame(robot, await _bench.Store.FindAsync("r1"));
        Assert.Single((await _bench.Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Robot_and_entry_fail_together()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        _bench.Execute("ALTER TABLE robot_event RENAME TO away");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused)));

        // The robot's row was written before its entry failed: it must be taken back.
        AssertSame(Bare(), await _bench.Store.FindAsync("r1"));
    }

    [Fact]
    public async Task Store_recovers_and_builds_on_what_was_written_before()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        Break();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Fault)));
        Repair();

        var decision = await _bench.Store.ReportAsync(Report(Noon.AddSeconds(2), RobotStatus.Paused));

        Assert.Equal(2, decision.Robot.Version);
        Assert.Equal([new FieldChange("status", "ONLINE", "PAUSED")], decision.Event!.Changes);
        AssertSame(decision.Robot, await _bench.Store.FindAsync("r1"));
    }

    [Fact]
    public async Task Problem_is_shown_while_it_lasts()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        Break();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.ReportAsync(Report(Noon, RobotStatus.Paused)));
        Assert.Contains("no such table", _bench.Store.Problem, StringComparison.Ordinal);
        Repair();
        await _bench.Store.ReportAsync(Report(Noon, RobotStatus.Paused));

        Assert.Null(_bench.Store.Problem);
    }

    [Fact]
    public async Task Reading_that_fails_is_the_same_kind_of_failure()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        Break();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.FindAsync("r1"));
        Repair();
        Assert.NotNull(await _bench.Store.FindAsync("r1"));
    }

    [Fact]
    public async Task Reader_that_cannot_be_opened_is_the_same_kind_of_failure()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        var away = _bench.Database + ".away";
        File.Move(_bench.Database, away);
        try
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _bench.Store.FindAsync("r1"));
        }
        finally
        {
            File.Move(away, _bench.Database);
        }
    }

    [Fact]
    public async Task Mistake_of_one_caller_leaves_the_others_of_its_batch_alone()
    {
        // An entry whose place in the history is taken: the caller forgot to raise the version.
        var store = _bench.Store;
        var entry = (await store.ReportAsync(Report(Noon))).Event!;

        await store.ToWriterAsync();
        var before = store.ReportAsync(Report(Noon, name: "before"));
        var mistake = store.CommitAsync(new RobotPut(Bare(), 1, entry));
        var after = store.ReportAsync(Report(Noon, name: "after"));
        await Task.WhenAny(mistake);
        await Task.Yield();

        await Task.WhenAll(before, after);
    }

    private void Break() => _bench.Execute("ALTER TABLE robot RENAME TO away");

    private void Repair() => _bench.Execute("ALTER TABLE away RENAME TO robot");
}
