using System.Globalization;
using Muster.Aws.Store;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Contract.Samples;

namespace Muster.Tests.Aws.Store;

public sealed class DynamoFeedTests(DynamoLocal dynamo) : IAsyncLifetime
{
    private DynamoBench _bench = null!;
    private TroubledClient _client = null!;
    private DynamoFleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await dynamo.BenchAsync();
        _client = new TroubledClient(dynamo.Endpoint);
        _store = new DynamoFleetStore(_client, _bench.Options with { FeedSettle = TimeSpan.FromSeconds(2) }, _bench.Clock, new Random(-3));
    }

    [Fact]
    public async Task Change_is_shown_when_it_is_settled()
    {
        await _store.PutAsync(Order(1));
        Assert.Empty((await _store.FeedAsync()).Entries);
        Assert.Null(await _store.FindFeedEndAsync(CancellationToken.None));

        _bench.Clock.Advance(TimeSpan.FromSeconds(3));

        var page = await _store.FeedAsync();
        Assert.Single(page.Entries);
        Assert.Equal(page.Last, await _store.FindFeedEndAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Part_may_end_in_the_middle_of_a_commit()
    {
        await _store.CommitAsync(new Commit { Orders = [.. Enumerable.Range(1, 4).Select(i => new OrderPut(Order(i), 0, null))] });
        _bench.Clock.Advance(TimeSpan.FromSeconds(3));

        var first = await _store.FeedAsync(limit: 3);
        var second = await _store.FeedAsync(first.Last, limit: 3);

        Assert.Equal([Id(1), Id(2), Id(3)], first.Entries.Select(e => e.Topic[^36..]));
        Assert.Equal([Id(4)], second.Entries.Select(e => e.Topic[^36..]));
    }

    [Fact]
    public async Task Changes_of_several_hours_follow_each_other()
    {
        for (var i = 1; i <= 3; i++)
        {
            await _store.PutAsync(Order(i));
            _bench.Clock.Advance(TimeSpan.FromHours(2));
        }

        var all = await _store.FeedAsync();
        Assert.Equal([Id(1), Id(2), Id(3)], all.Entries.Select(e => e.Topic[^36..]));
        Assert.Equal(all.Entries.Select(e => long.Parse(e.Id, CultureInfo.InvariantCulture)).Order(), all.Entries.Select(e => long.Parse(e.Id, CultureInfo.InvariantCulture)));
        Assert.Equal(Id(3), (await _store.FeedAsync(all.Entries[1].Id)).Entries.Single().Topic[^36..]);
    }

    [Fact]
    public async Task Quiet_feed_costs_its_followers_a_query_or_two_however_long_it_is_quiet_and_is_no_gap()
    {
        await _store.PutAsync(Order(1));
        _bench.Clock.Advance(TimeSpan.FromSeconds(20));
        var last = (await _store.FeedAsync()).Last;
        for (var hour = 0; hour < 30; hour++)
        {
            _ = _client.Requests;
            var page = await _store.FeedAsync(last);
            Assert.Equal((last, false), (page.Last, page.IsGap));
            Assert.InRange(_client.Requests.Count, 1, 2);
            _bench.Clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task Who_comes_with_a_place_that_is_not_kept_is_told_of_a_gap_once()
    {
        await _store.PutAsync(Order(1));
        _bench.Clock.Advance(TimeSpan.FromSeconds(20));
        var last = (await _store.FeedAsync()).Last;
        _bench.Clock.Advance(TimeSpan.FromDays(3));
        var store = _bench.Store();

        var page = await store.FeedAsync(last);

        Assert.True(page.IsGap);
        Assert.False((await store.FeedAsync(page.Last)).IsGap);
    }

    [Fact]
    public async Task Followers_of_a_feed_in_which_never_was_anything_are_told_of_no_gap()
    {
        Assert.Equal((null, false), ((await _store.FeedAsync("0")).Entries.SingleOrDefault(), (await _store.FeedAsync("0")).IsGap));
        _bench.Clock.Advance(TimeSpan.FromDays(3));
        await _store.PutAsync(Order(1));
        _bench.Clock.Advance(TimeSpan.FromSeconds(3));

        var page = await _store.FeedAsync("0");

        Assert.False(page.IsGap);
        Assert.Single(page.Entries);
    }

    [Fact]
    public async Task Who_waits_hears_of_what_another_process_writes()
    {
        var store = _bench.Store();
        var waiting = store.WaitForFeedAsync(null, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await _store.PutAsync(Order(1));

        await waiting.WaitAsync(Processes.CommandRun.Deadline);
        Assert.Single((await store.FeedAsync()).Entries);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bench?.Dispose();
        return ValueTask.CompletedTask;
    }
}
