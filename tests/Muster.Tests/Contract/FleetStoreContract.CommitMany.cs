using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Commit_writes_all_kinds_together()
    {
        Assert.True((await Store.CommitAsync(OfAllKinds())).IsDone);

        Assert.NotNull(await Store.FindAsync("r1"));
        Assert.NotNull(await Store.FindOrderAsync(Id(1)));
        Assert.NotNull(await Store.FindAlertAsync(Alert(1).Id, CancellationToken.None));
        Assert.NotNull(await FindNotificationAsync(1));
        Assert.NotNull(await Store.FindSiteAsync("kitchen", CancellationToken.None));
    }

    [Theory]
    [InlineData("robot")]
    [InlineData("order")]
    [InlineData("alert")]
    [InlineData("notification")]
    [InlineData("site")]
    public async Task Commit_that_loses_one_kind_writes_none(string lost)
    {
        var commit = OfAllKinds();
        commit = lost switch
        {
            "robot" => commit with { Robots = [.. commit.Robots, new RobotPut(Full("r2"), 6, null)] },
            "order" => commit with { Orders = [.. commit.Orders, new OrderPut(Order(2), 1, null)] },
            "alert" => commit with { Alerts = [.. commit.Alerts, new AlertPut(Alert(2), 1)] },
            "notification" => commit with { Notifications = [.. commit.Notifications, new NotificationPut("msg_2", null, 1)] },
            _ => commit with { Sites = [.. commit.Sites, new SitePut(Site("bar"), 1)] },
        };

        var result = await Store.CommitAsync(commit);

        Assert.False(result.IsDone);
        Assert.Empty(result.Robots);
        Assert.Null(await Store.FindAsync("r1"));
        Assert.Null(await Store.FindOrderAsync(Id(1)));
        Assert.Null(await Store.FindAlertAsync(Alert(1).Id, CancellationToken.None));
        Assert.Null(await FindNotificationAsync(1));
        Assert.Null(await Store.FindSiteAsync("kitchen", CancellationToken.None));
        Assert.Empty((await Store.HistoryAsync("r1")).Items);
        Assert.Empty((await OrderHistoryAsync(Id(1))).Items);
    }

    [Fact]
    public async Task Empty_commit_is_done()
    {
        var result = await Store.CommitAsync(new Commit());

        Assert.True(result.IsDone);
        Assert.Empty(result.Robots);
    }

    [Fact]
    public async Task Commit_answers_with_the_robots_as_they_are_stored()
    {
        await Store.PutAsync(Full("r1"), Full("r2"));
        await Store.ReportAsync(Report(Noon.AddSeconds(5), name: "r2") with { Battery = Set<double?>(5), Fault = Set(Full().Fault) });

        var result = await Store.CommitAsync(new Commit { Robots = [Next(Full("r2")), Next(Full("r1"))] });

        Assert.Equal(2, result.Robots.Count);
        AssertSame(await Store.FindAsync("r2"), result.Robots[0]);
        AssertSame(await Store.FindAsync("r1"), result.Robots[1]);
        Assert.Equal((5, 8), (result.Robots[0].Battery, result.Robots[0].Version));
    }

    [Fact]
    public async Task Robot_may_be_written_without_a_new_version()
    {
        await Store.PutAsync(Full());

        Assert.True(await Store.CommitAsync(new RobotPut(Full() with { Due = null }, 7, null)));
        Assert.True(await Store.CommitAsync(Next(Full())));
    }

    [Fact]
    public async Task Sight_by_other_means_than_a_status_moves_the_last_sight_forward_only()
    {
        await Store.PutAsync(Full());

        await Store.CommitAsync(new RobotPut(Full(), 7, null) { Seen = Noon.AddSeconds(9) });
        await Store.CommitAsync(new RobotPut(Full(), 7, null) { Seen = Noon.AddSeconds(3) });

        Assert.Equal(Noon.AddSeconds(9), (await Store.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Of_many_robots_that_claim_one_order_one_wins_and_no_other_holds_it()
    {
        var store = Store;
        await store.PutAsync([.. Enumerable.Range(0, 50).Select(i => (object)Full($"r{i}")), Order(1)]);

        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => store.CommitAsync(Claim(Full($"r{i}"), Order(1))))));

        var winner = Assert.Single(Enumerable.Range(0, 50), i => won[i].IsDone);
        Assert.Equal($"r{winner}", (await store.FindOrderAsync(Id(1)))!.Robot);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(i == winner ? (Id(1), 8) : (null, 7), ((await store.FindAsync($"r{i}"))!.Order, (await store.FindAsync($"r{i}"))!.Version));
        }
    }

    [Fact]
    public async Task Of_many_orders_that_claim_one_robot_one_wins_and_all_others_wait()
    {
        var store = Store;
        await store.PutAsync([Full(), .. Enumerable.Range(1, 50).Select(i => (object)Order(i))]);

        var won = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() => store.CommitAsync(Claim(Full(), Order(i))))));

        var winner = Assert.Single(Enumerable.Range(1, 50), i => won[i - 1].IsDone);
        Assert.Equal(Id(winner), (await store.FindAsync("r1"))!.Order);
        Assert.Equal(49, (await PendingAsync()).Count());
    }

    private static Commit OfAllKinds() => new()
    {
        Robots = [Next(Full()) with { ExpectedVersion = 0 }],
        Orders = [new OrderPut(Order(1), 0, Entry(Order(1)))],
        Alerts = [new AlertPut(Alert(1), 0)],
        Notifications = [new NotificationPut("msg_1", Notification(1), 0)],
        Sites = [new SitePut(Site(), 0)],
    };

    private static Commit Claim(Robot robot, Order order)
    {
        var claimed = order with { State = OrderState.Assigned, Robot = robot.Name, Version = order.Version + 1 };
        return new Commit
        {
            Robots = [new RobotPut(robot with { Order = order.Id, Version = robot.Version + 1 }, robot.Version, null)],
            Orders = [new OrderPut(claimed, order.Version, Entry(claimed))],
        };
    }
}
