using Amazon.DynamoDBv2.Model;
using Muster.Aws.Store;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Aws.Store;

public sealed class DynamoCommitTests(DynamoLocal dynamo) : IAsyncLifetime
{
    private DynamoBench _bench = null!;
    private TroubledClient _client = null!;
    private DynamoFleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await dynamo.BenchAsync();
        _client = new TroubledClient(dynamo.Endpoint);
        _store = _bench.Store(_client);
    }

    [Fact]
    public async Task Single_item_is_written_without_a_transaction()
    {
        await _store.PutAsync(Full(), Order(1));
        _ = _client.Requests;

        await _store.CommitAsync(new RobotPut(Full() with { Due = null }, 7, null));
        await _store.CommitAsync(new OrderPut(Order(1) with { Version = 2 }, 1, null) { IsSilent = true });
        await _store.CommitAsync(new Commit { Sites = [new SitePut(Site(), 0)] });

        Assert.Equal(["UpdateItem", "PutItem", "PutItem"], _client.Requests);
    }

    [Fact]
    public async Task Claim_is_one_transaction()
    {
        await _store.PutAsync(Full(), Order(1));
        _ = _client.Requests;

        Assert.True((await _store.CommitAsync(Claim(Full(), Order(1)))).IsDone);

        Assert.Equal(["TransactWriteItems"], _client.Requests);
    }

    [Fact]
    public async Task Commit_over_a_robot_that_reported_meanwhile_is_made_again_over_what_is_stored()
    {
        await _store.PutAsync(Full(), Order(1));
        await _bench.Store().ReportAsync(Report(Noon.AddSeconds(5)) with { Battery = Set<double?>(5), Fault = Set(Full().Fault) });
        _ = _client.Requests;

        var result = await _store.CommitAsync(Claim(Full(), Order(1)));

        Assert.Equal((true, 5), (result.IsDone, result.Robots[0].Battery));
        Assert.Equal(["TransactWriteItems", "TransactWriteItems"], _client.Requests);
        AssertSame(result.Robots[0], await _store.FindAsync("r1"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_whose_answer_is_lost_is_done_and_no_lost_race(int answers)
    {
        await _store.PutAsync(Full(), Order(1));
        _client.LoseAnswers(answers);

        Assert.True((await _store.CommitAsync(Claim(Full(), Order(1)))).IsDone);

        Assert.Equal(2, (await _store.FindOrderAsync(Id(1)))!.Version);
        Assert.Equal(2, (await _store.FeedAsync()).Entries.Count(e => e.Kind == FeedEntry.Order));
    }

    [Fact]
    public async Task Commit_whose_answer_was_lost_and_whose_place_in_the_feed_is_old_is_looked_up()
    {
        // Without settling time a place is never young enough to be sent again.
        var store = new DynamoFleetStore(_client, _bench.Options with { FeedSettle = TimeSpan.FromTicks(1) }, _bench.Clock, new Random(-1));
        await store.PutAsync(Full(), Order(1));
        _client.LoseAnswers(1);
        _ = _client.Requests;

        Assert.True((await store.CommitAsync(Claim(Full(), Order(1)))).IsDone);

        Assert.Equal(["TransactWriteItems", "GetItem"], _client.Requests);
    }

    [Fact]
    public async Task Single_write_whose_answer_is_lost_is_done_and_no_lost_race()
    {
        await _store.PutAsync(Notification(1), Full(), Site());
        _client.LoseAnswers(1);
        Assert.True((await _store.CommitAsync(new Commit { Sites = [new SitePut(Site() with { Version = 2 }, 1)] })).IsDone);
        _client.LoseAnswers(1);
        Assert.True((await _store.CommitAsync(new Commit { Notifications = [new NotificationPut("msg_1", null, 1)] })).IsDone);
        _client.LoseAnswers(1);
        var result = await _store.CommitAsync(new Commit { Robots = [new RobotPut(Full() with { Version = 8, ConnectedAt = Noon }, 7, null)] });

        Assert.Equal((true, 8), (result.IsDone, result.Robots[0].Version));
    }

    [Fact]
    public async Task Throttled_commit_is_tried_again()
    {
        await _store.PutAsync(Full(), Order(1));
        _client.Throttle(3);

        Assert.True((await _store.CommitAsync(Claim(Full(), Order(1)))).IsDone);
    }

    [Fact]
    public async Task Commit_of_more_items_than_an_old_DynamoDB_Local_takes_is_whole_all_the_same()
    {
        var orders = Enumerable.Range(1, 6).Select(i => new OrderPut(Order(i), 0, Entry(Order(i)))).ToList();

        Assert.True((await _store.CommitAsync(new Commit { Orders = orders })).IsDone);
        Assert.False((await _store.CommitAsync(new Commit { Orders = orders })).IsDone);

        for (var i = 1; i <= 6; i++)
        {
            Assert.Equal([Entry(Order(i))], (await _store.ListOrderHistoryAsync(Id(i), null, 10, CancellationToken.None)).Items);
        }
    }

    [Fact]
    public async Task What_was_written_here_is_found_before_the_indexes_know_of_it()
    {
        await _store.PutAsync(Order(1), Order(2), Full() with { ReportedOrder = null });
        _client.IndexesLag = true;

        Assert.Equal([Id(1), Id(2)], (await _store.ListPendingAsync("kitchen", null, null, 10, CancellationToken.None)).Select(o => o.Id));
        Assert.Equal("r1", Assert.Single(await _store.ListFreeRobotsAsync("kitchen", CancellationToken.None)).Name);

        Assert.True((await _store.CommitAsync(Claim(Full(), Order(1)))).IsDone);
        Assert.Equal([Id(2)], (await _store.ListPendingAsync("kitchen", null, null, 10, CancellationToken.None)).Select(o => o.Id));
        Assert.Empty(await _store.ListFreeRobotsAsync("kitchen", CancellationToken.None));
    }

    [Fact]
    public async Task Two_processes_that_claim_at_once_never_give_a_robot_two_orders_nor_an_order_two_robots()
    {
        const int Robots = 6;
        const int Orders = 9;
        await _store.PutAsync([.. Enumerable.Range(0, Robots).Select(i => (object)Full($"r{i}")), .. Enumerable.Range(1, Orders).Select(i => Order(i))]);
        DynamoFleetStore[] processes = [_bench.Store(), _bench.Store()];

        // Each tries all pairs, in an order of its own.
        var won = await Task.WhenAll(processes.Select((store, p) => Task.Run(async () =>
        {
            var pairs = (from robot in Enumerable.Range(0, Robots) from order in Enumerable.Range(1, Orders) select (robot, order)).ToArray();
            new Random(p).Shuffle(pairs);
            var wins = new List<(int Robot, int Order)>();
            foreach (var pair in pairs)
            {
                if ((await store.CommitAsync(Claim(Full($"r{pair.robot}"), Order(pair.order)))).IsDone)
                {
                    wins.Add(pair);
                }
            }

            return wins;
        })));

        var all = won.SelectMany(w => w).ToList();
        Assert.Equal(Robots, all.Count);
        Assert.Equal(Robots, all.Select(w => w.Robot).Distinct().Count());
        Assert.Equal(Robots, all.Select(w => w.Order).Distinct().Count());
        foreach (var (robot, order) in all)
        {
            Assert.Equal(Id(order), (await _store.FindAsync($"r{robot}"))!.Order);
            Assert.Equal($"r{robot}", (await _store.FindOrderAsync(Id(order)))!.Robot);
        }

        Assert.Equal(Orders - Robots, (await _store.ListPendingAsync("kitchen", null, null, 100, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Missing_tables_are_told_with_the_command_that_makes_them()
    {
        var store = new DynamoFleetStore(_client, new DynamoStoreOptions { TablePrefix = "nowhere-" }, _bench.Clock, new Random(-2));

        foreach (var call in new Func<Task>[] { () => store.ReportAsync(Report(Noon)), () => store.FindAsync("r1"), () => store.PutAsync(Order(1)), () => store.PutAsync(Full()) })
        {
            Assert.Contains("muster tables create", (await Assert.ThrowsAsync<StoreUnavailableException>(call)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tables_are_made_once_and_age()
    {
        var made = await DynamoTables.CreateAsync(_client, $"{_bench.Prefix}again-", CancellationToken.None);
        var again = await DynamoTables.CreateAsync(_client, $"{_bench.Prefix}again-", CancellationToken.None);

        Assert.Equal(DynamoTables.All.Select(t => $"{_bench.Prefix}again-{t.Name}"), made);
        Assert.Empty(again);
        var feed = await _client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = $"{_bench.Prefix}again-Feed" });
        Assert.Equal("expiresAt", feed.TimeToLiveDescription.AttributeName);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bench?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Commit Claim(Robot robot, Order order)
    {
        var claimed = order with { State = OrderState.Assigned, Robot = robot.Name, Version = order.Version + 1 };
        var holder = robot with { Order = order.Id, Version = robot.Version + 1, AnnouncedAt = Noon.AddSeconds(1) };
        var entry = new RobotEvent(robot.Name, holder.Version, Noon.AddSeconds(1), RobotEventCause.Dispatched, [new FieldChange("order", null, order.Id)]);
        return new Commit
        {
            Robots = [new RobotPut(holder, robot.Version, entry)],
            Orders = [new OrderPut(claimed, order.Version, Entry(claimed))],
        };
    }
}
