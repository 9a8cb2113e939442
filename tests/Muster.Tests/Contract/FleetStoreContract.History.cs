using System.Globalization;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task History_is_told_newest_first()
    {
        await ChangeAsync(Store, 3);

        var page = await Store.HistoryAsync("r1");

        Assert.Equal([3, 2, 1], page.Items.Select(e => e.Version));
        Assert.Null(page.Next);
        Assert.Equal([new FieldChange("site", "site-1", "site-2")], page.Items[0].Changes);
        Assert.Equal((Noon.AddSeconds(3), RobotEventCause.Report, null), (page.Items[0].At, page.Items[0].Cause, page.Items[0].Why));
    }

    [Fact]
    public async Task History_of_another_robot_is_its_own()
    {
        await ChangeAsync(Store, 3);
        await Store.ReportAsync(Report(Noon, name: "r2"));

        Assert.Equal("r2", Assert.Single((await Store.HistoryAsync("r2")).Items).Robot);
        Assert.Empty((await Store.HistoryAsync("r3")).Items);
    }

    [Fact]
    public async Task Pages_of_the_history_follow_each_other_to_the_end()
    {
        await ChangeAsync(Store, 5);

        var first = await Store.HistoryAsync("r1", limit: 2);
        var second = await Store.HistoryAsync("r1", Before(first), 2);
        var third = await Store.HistoryAsync("r1", Before(second), 2);

        Assert.Equal([5, 4], first.Items.Select(e => e.Version));
        Assert.Equal([3, 2], second.Items.Select(e => e.Version));
        Assert.Equal([1], third.Items.Select(e => e.Version));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Page_of_the_history_stays_in_place_while_entries_are_added()
    {
        await ChangeAsync(Store, 4);
        var first = await Store.HistoryAsync("r1", limit: 2);
        await Store.ReportAsync(Report(Noon.AddMinutes(1), RobotStatus.Paused));

        Assert.Equal([2, 1], (await Store.HistoryAsync("r1", Before(first), 2)).Items.Select(e => e.Version));
    }

    [Fact]
    public async Task History_keeps_its_bound_and_lets_the_oldest_go()
    {
        var store = Create(historyPerRobot: 3);
        await ChangeAsync(store, 7);
        if (AgesByItself)
        {
            Age(TimeSpan.FromDays(31));
        }

        await ChangeAsync(store, 3, first: 7);

        Assert.Equal([10, 9, 8], (await store.HistoryAsync("r1")).Items.Select(e => e.Version));
    }

    [Fact]
    public async Task Changes_without_an_entry_push_none_out_of_the_history()
    {
        // A robot on a bad network connects again and again: each connection is a version, and none is an entry.
        var store = Create(historyPerRobot: 3);
        await ChangeAsync(store, 2);
        for (var connection = 1; connection <= 5; connection++)
        {
            var robot = (await store.FindAsync("r1"))!;
            Assert.True(await store.CommitAsync(new RobotPut(robot with { Version = robot.Version + 1, ConnectedAt = Noon.AddSeconds(connection) }, robot.Version, null)));
        }

        await store.ReportAsync(Report(Noon.AddMinutes(1), RobotStatus.Paused));

        Assert.Equal([8, 2, 1], (await store.HistoryAsync("r1")).Items.Select(e => e.Version));
    }

    private static long? Before(Page<RobotEvent> page) => long.Parse(page.Next!, CultureInfo.InvariantCulture);

    /// <summary>Makes so many entries of r1.</summary>
    private static async Task ChangeAsync(IFleetStore store, int entries, int first = 0)
    {
        for (var i = first; i < first + entries; i++)
        {
            await store.ReportAsync(Report(Noon.AddSeconds(i + 1)) with { Site = Set($"site-{i}") });
        }
    }
}
