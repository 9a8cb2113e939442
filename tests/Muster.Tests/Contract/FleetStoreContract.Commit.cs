using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Commit_over_the_expected_version_writes_robot_and_entry()
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));

        Assert.True(await Store.CommitAsync(Next(Full())));

        var robot = await Store.FindAsync("r1");
        Assert.Equal((8, RobotStatus.Offline), (robot!.Version, robot.Status));
        Assert.Equal(8, Assert.Single((await Store.HistoryAsync("r1")).Items).Version);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(0)]
    public async Task Commit_over_another_version_writes_nothing(long expected)
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));

        Assert.False(await Store.CommitAsync(Next(Full()) with { ExpectedVersion = expected }));

        AssertSame(Full(), await Store.FindAsync("r1"));
        Assert.Empty((await Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Commit_over_a_robot_that_is_not_there_writes_nothing()
    {
        Assert.False(await Store.CommitAsync(Next(Full())));
        Assert.Null(await Store.FindAsync("r1"));
        Assert.Empty((await Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Commit_of_two_robots_writes_both()
    {
        await Store.CommitAsync(new RobotPut(Full("r1"), 0, null), new RobotPut(Full("r2"), 0, null));

        Assert.True(await Store.CommitAsync(Next(Full("r1")), Next(Full("r2"))));

        Assert.Equal(8, (await Store.FindAsync("r1"))!.Version);
        Assert.Equal(8, (await Store.FindAsync("r2"))!.Version);
    }

    [Fact]
    public async Task Commit_whose_second_robot_loses_writes_nothing_of_the_first()
    {
        await Store.CommitAsync(new RobotPut(Full("r1"), 0, null), new RobotPut(Full("r2"), 0, null));

        Assert.False(await Store.CommitAsync(Next(Full("r1")), Next(Full("r2")) with { ExpectedVersion = 6 }));

        AssertSame(Full("r1"), await Store.FindAsync("r1"));
        AssertSame(Full("r2"), await Store.FindAsync("r2"));
        Assert.Empty((await Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Commit_does_not_turn_telemetry_back()
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));
        var read = (await Store.FindAsync("r1"))!;
        var later = Noon.AddSeconds(5);
        await Store.ReportAsync(Report(later) with { At = later, Battery = Set<double?>(5), Position = Set(new Position(9, 9)), Fault = Set(read.Fault) });

        Assert.True(await Store.CommitAsync(Next(read)));

        var robot = await Store.FindAsync("r1");
        Assert.Equal((later, later, 5, new Position(9, 9)), (robot!.LastSeen, robot.ReportedAt, robot.Battery, robot.Position));
        Assert.Equal((8, RobotStatus.Offline), (robot.Version, robot.Status));
    }

    [Fact]
    public async Task Commit_that_announces_nothing_does_not_forget_waiting_telemetry()
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));
        var read = (await Store.FindAsync("r1"))!;
        await Store.ReportAsync(Report(Noon.AddMilliseconds(10)) with { Battery = Set<double?>(5), Fault = Set(read.Fault) });

        // As Presence does when it notes a new connection: nothing is announced.
        Assert.True(await Store.CommitAsync(new RobotPut(read with { Version = 8, ConnectedAt = Noon }, 7, null)));

        Assert.True((await Store.FindAsync("r1"))!.AnnouncementDue);
    }

    [Fact]
    public async Task Commit_that_rests_on_silence_is_lost_when_the_robot_was_heard_of_meanwhile()
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));
        var read = (await Store.FindAsync("r1"))!;
        await Store.ReportAsync(Report(Noon.AddSeconds(5)) with { Fault = Set(read.Fault) });

        Assert.False(await Store.CommitAsync(Next(read) with { IsUnseen = true }));
        Assert.Equal((7, RobotStatus.Online), ((await Store.FindAsync("r1"))!.Version, (await Store.FindAsync("r1"))!.Status));

        var again = (await Store.FindAsync("r1"))!;
        Assert.True(await Store.CommitAsync(Next(again) with { IsUnseen = true }));
        Assert.Equal(RobotStatus.Offline, (await Store.FindAsync("r1"))!.Status);
    }

    [Fact]
    public async Task Report_after_a_commit_builds_on_it()
    {
        await Store.ReportAsync(Report(Noon));
        await Store.CommitAsync(new RobotPut(Bare() with { Version = 2, Order = "order-1" }, 1, null));

        var decision = await Store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused));

        Assert.Equal((3, "order-1"), (decision.Robot.Version, decision.Robot.Order));
    }

    [Fact]
    public async Task Of_many_commits_over_one_version_one_wins()
    {
        await Store.CommitAsync(new RobotPut(Full(), 0, null));

        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => Store.CommitAsync(new RobotPut(Full() with { Version = 8, Order = $"order-{i}" }, 7, null)))));

        var winner = Assert.Single(Enumerable.Range(0, 50), i => won[i]);
        Assert.Equal($"order-{winner}", (await Store.FindAsync("r1"))!.Order);
    }

    private static RobotPut Next(Robot robot)
    {
        var next = robot with { Version = robot.Version + 1, Status = RobotStatus.Offline };
        return new RobotPut(next, robot.Version, new RobotEvent(robot.Name, next.Version, Noon, "TEST", [new FieldChange("status", "ONLINE", "OFFLINE")]));
    }
}
