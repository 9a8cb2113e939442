using Muster.Local.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Store;

/// <summary>What the feed does on one machine beside the contract.</summary>
public sealed class FeedTests : IDisposable
{
    private readonly SqliteBench _bench = new(new SqliteStoreOptions { FeedLength = 20 });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Feed_goes_on_after_a_restart_where_it_was()
    {
        await FillAsync(1, 30);
        var before = await _bench.Store.FeedAsync();
        _bench.Close();

        await FillAsync(31, 5);

        var after = await _bench.Store.FeedAsync(before.Last);
        Assert.Equal(["31", "32", "33", "34", "35"], after.Entries.Select(e => e.Id));
        Assert.False(after.IsGap);
    }

    [Fact]
    public async Task Feed_stays_bounded_through_restarts()
    {
        for (var i = 0; i < 10; i++)
        {
            await FillAsync(1 + (i * 9), 9);
            _bench.Close();
        }

        Assert.InRange(int.Parse(_bench.Scalar("SELECT COUNT(*) FROM feed")!, null), 20, 22);
        Assert.Equal("90", _bench.Scalar("SELECT MAX(seq) FROM feed"));
    }

    [Fact]
    public async Task Commit_that_failed_leaves_no_number_out()
    {
        await FillAsync(1, 1);
        _bench.Execute("ALTER TABLE order_event RENAME TO away");
        await Assert.ThrowsAnyAsync<Exception>(() => _bench.Store.CommitAsync(new Fleet.Store.OrderPut(Order(2), 0, Entry(Order(2)))));
        _bench.Execute("ALTER TABLE away RENAME TO order_event");
        await FillAsync(2, 1);

        Assert.Equal(["1", "2"], (await _bench.Store.FeedAsync()).Entries.Select(e => e.Id));
    }

    [Fact]
    public async Task Waiting_ends_when_something_newer_is_on_disk()
    {
        var first = _bench.Store.WaitForFeedAsync(null, TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        await FillAsync(1, 1);
        await first;

        var last = (await _bench.Store.FeedAsync()).Last;
        var second = _bench.Store.WaitForFeedAsync(last, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        await _bench.Store.ReportAsync(Report(Noon));
        await second;

        Assert.Single((await _bench.Store.FeedAsync(last)).Entries);
    }

    [Fact]
    public async Task Waiting_ends_at_once_for_what_is_there_also_after_a_restart()
    {
        await FillAsync(1, 2);
        _bench.Close();

        Assert.True(_bench.Store.WaitForFeedAsync(null, CancellationToken.None).IsCompleted);
        Assert.True(_bench.Store.WaitForFeedAsync("1", CancellationToken.None).IsCompleted);
        Assert.False(_bench.Store.WaitForFeedAsync("2", CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Waiting_is_given_up_when_it_is_canceled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _bench.Store.WaitForFeedAsync(null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Telemetry_wakes_nobody()
    {
        await _bench.Store.ReportAsync(Report(Noon));
        var waiting = _bench.Store.WaitForFeedAsync("1", TestContext.Current.CancellationToken);
        await _bench.Store.ReportAsync(Report(Noon.AddSeconds(1)) with { Battery = Set<double?>(5) });

        Assert.False(waiting.IsCompleted);
    }

    private async Task FillAsync(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            await _bench.Store.PutAsync(Order(i));
        }
    }
}
