using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using static Muster.Tests.Contract.Samples;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Retired_robot_is_found_and_nowhere_listed()
    {
        await RetireAsync();

        Assert.Equal((8, Noon), ((await Store.FindAsync("r1"))!.Version, (await Store.FindAsync("r1"))!.RetiredAt));
        Assert.Empty(await NamesAsync(new RobotQuery()));
        Assert.Empty(await NamesAsync(new RobotQuery(Site: "kitchen")));
        Assert.Empty(await NamesAsync(new RobotQuery(Text: "r1")));
        Assert.Empty(await Store.CountRobotsAsync(CancellationToken.None));
        Assert.Empty(await Store.ListFreeRobotsAsync("kitchen", CancellationToken.None));
        Assert.Empty(await Store.ListSitesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Retired_robots_are_listed_when_they_are_asked_for()
    {
        await Store.PutAsync(Full("r2"));
        await RetireAsync();

        Assert.Equal(["r1"], await NamesAsync(new RobotQuery(Status: "RETIRED")));
        Assert.Empty(await NamesAsync(new RobotQuery(Status: "RETIRED", Site: "bar")));
        Assert.Empty(await NamesAsync(new RobotQuery(Status: "RETIRED", After: "r1")));
    }

    [Fact]
    public async Task Retired_robot_keeps_its_history_and_comes_back_with_a_report_on_a_new_connection()
    {
        await RetireAsync();
        var retired = (await Store.FindAsync("r1"))!;
        Assert.True(await Store.CommitAsync(new RobotPut(retired with { ConnectedAt = Noon.AddSeconds(30), Version = 9 }, 8, Event: null)));

        var decision = await Store.ReportAsync(Report(Noon.AddMinutes(1)));

        Assert.Equal((10, null), (decision.Robot.Version, decision.Robot.RetiredAt));
        Assert.Equal([10, 8], (await Store.HistoryAsync("r1")).Items.Select(e => e.Version));
        Assert.Equal(["r1"], await NamesAsync(new RobotQuery()));
    }

    [Fact]
    public async Task Retired_robot_that_goes_on_reporting_stays_retired_and_is_back_after_a_silence()
    {
        await RetireAsync();

        for (var second = 60; second <= 600; second += 60)
        {
            var decision = await Store.ReportAsync(Report(Noon.AddSeconds(second)));
            Assert.Equal((8, Noon, false), (decision.Robot.Version, decision.Robot.RetiredAt, decision.Announce));
        }

        Assert.Empty(await NamesAsync(new RobotQuery()));
        Assert.Null((await Store.ReportAsync(Report(Noon.AddSeconds(690)))).Robot.RetiredAt);
        Assert.Equal(["r1"], await NamesAsync(new RobotQuery()));
    }

    [Fact]
    public async Task Free_robots_are_those_of_the_site_that_could_take_an_order()
    {
        await Store.PutAsync(
            Full("charging") with { Status = RobotStatus.Charging },
            Full("online") with { ReportedOrder = null },
            Full("own-work"),
            Full("claimed") with { Order = Id(1) },
            Full("paused") with { Status = RobotStatus.Paused },
            Full("fault") with { Status = RobotStatus.Fault },
            Full("offline") with { Status = RobotStatus.Offline },
            Full("retired") with { RetiredAt = Noon },
            Full("bar") with { Site = "bar" },
            Full("nowhere") with { Site = null });

        var free = await Store.ListFreeRobotsAsync("kitchen", CancellationToken.None);

        Assert.Equal(["charging", "online", "own-work"], free.Select(r => r.Name));
        AssertSame(Full("own-work"), free[2]);
    }

    [Fact]
    public async Task Robot_with_the_fleets_order_is_listed_as_WORKING()
    {
        await Store.PutAsync(Full() with { Order = Id(1), ReportedOrder = null });

        Assert.Equal(["r1"], await NamesAsync(new RobotQuery(Status: "WORKING")));
        Assert.Equal(1, (await Store.CountRobotsAsync(CancellationToken.None))["WORKING"]);
    }

    private async Task RetireAsync()
    {
        await Store.PutAsync(Full());
        var put = Next(Full());
        Assert.True(await Store.CommitAsync(put with { Robot = put.Robot with { Status = RobotStatus.Online, RetiredAt = Noon } }));
    }
}
