using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Contract;

public abstract partial class FleetStoreContract
{
    [Fact]
    public async Task Robot_that_was_never_heard_of_is_not_found() => Assert.Null(await Store.FindAsync("r1"));

    [Fact]
    public async Task First_report_makes_the_robot()
    {
        var decision = await Store.ReportAsync(Report(Noon));

        AssertSame(Bare(), decision.Robot);
        AssertSame(Bare(), await Store.FindAsync("r1"));
    }

    [Fact]
    public async Task Answer_is_what_is_stored()
    {
        foreach (var report in new[] { Report(Noon), Everything(), Report(Noon.AddSeconds(2)) with { Battery = Set<double?>(12.5) }, Report(Noon.AddSeconds(3), RobotStatus.Paused) })
        {
            var decision = await Store.ReportAsync(report);

            AssertSame(decision.Robot, await Store.FindAsync("r1"));
        }
    }

    [Fact]
    public async Task Answer_is_what_is_stored_down_to_the_clocks_last_digit()
    {
        var arrival = Noon.AddTicks(1234567);

        var decision = await Store.ReportAsync(Report(arrival) with { At = arrival.AddTicks(-1) });

        AssertSame(decision.Robot, await Store.FindAsync("r1"));
    }

    [Fact]
    public async Task Reports_build_on_each_other()
    {
        await Store.ReportAsync(Everything());
        await Store.ReportAsync(Report(Noon.AddSeconds(2), RobotStatus.Paused) with { Site = Set<string>(null), Battery = Set<double?>(7) });

        var robot = await Store.FindAsync("r1");

        Assert.Equal((RobotStatus.Paused, null, 7, 2), (robot!.Status, robot.Site, robot.Battery, robot.Version));
        Assert.Equal("order-7", robot.ReportedOrder);
        Assert.Equal(["grill", "fry"], robot.Capabilities);
    }

    [Fact]
    public async Task Stale_report_writes_nothing()
    {
        await Store.ReportAsync(Everything());
        var before = await Store.FindAsync("r1");

        var decision = await Store.ReportAsync(Report(Noon.AddSeconds(9), RobotStatus.Offline) with { At = Noon.AddSeconds(-1) });

        Assert.True(decision.IsStale);
        AssertSame(before, await Store.FindAsync("r1"));
        Assert.Single((await Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Telemetry_writes_no_entry()
    {
        await Store.ReportAsync(Report(Noon));
        await Store.ReportAsync(Report(Noon.AddSeconds(5)) with { Battery = Set<double?>(50), Position = Set(new Position(1, 2)), At = Noon.AddSeconds(4) });

        AssertSame(
            Bare() with
            {
                LastSeen = Noon.AddSeconds(5),
                ReportedAt = Noon.AddSeconds(4),
                Battery = 50,
                Position = new Position(1, 2),
                AnnouncedAt = Noon.AddSeconds(5),
            },
            await Store.FindAsync("r1"));
        Assert.Single((await Store.HistoryAsync("r1")).Items);
    }

    [Fact]
    public async Task Waiting_telemetry_is_remembered()
    {
        await Store.ReportAsync(Report(Noon));
        await Store.ReportAsync(Report(Noon.AddMilliseconds(10)) with { Battery = Set<double?>(50) });

        Assert.True((await Store.FindAsync("r1"))!.AnnouncementDue);
        Assert.True((await Store.ReportAsync(Report(Noon.AddSeconds(1)))).Announce);
    }

    [Fact]
    public async Task Reports_of_one_caller_are_applied_in_order_without_waiting()
    {
        var calls = new List<Task<StatusDecision>>();
        for (var i = 0; i < 2000; i++)
        {
            calls.Add(Store.ReportStatusAsync(Report(Noon.AddSeconds(i)) with { Site = Set($"site-{i}") }, CancellationToken.None).AsTask());
        }

        var decisions = await Task.WhenAll(calls);
        await Task.Yield();

        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (long)i), decisions.Select(d => d.Robot.Version));
        Assert.Equal("site-1999", (await Store.FindAsync("r1"))!.Site);
    }

    [Fact]
    public async Task Many_reporters_at_once_lose_nothing()
    {
        var store = Store;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(robot => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                var decision = await store.ReportAsync(Report(Noon.AddSeconds(i), name: $"r{robot}") with { At = Noon.AddSeconds(i), Order = Set($"order-{i}") });
                Assert.Equal((false, i + 1), (decision.IsStale, decision.Robot.Version));
            }
        })));

        for (var robot = 0; robot < 50; robot++)
        {
            var stored = await Store.FindAsync($"r{robot}");
            Assert.Equal(("order-39", 40, Noon.AddSeconds(39)), (stored!.ReportedOrder, stored.Version, stored.LastSeen));
            Assert.Equal(40, (await Store.HistoryAsync($"r{robot}")).Items.Count);
        }
    }

    private static StatusReport Everything() => Report(Noon) with
    {
        At = Noon,
        Site = Set("kitchen"),
        Capabilities = Set<IReadOnlyList<string>>(["grill", "fry"]),
        Battery = Set<double?>(80),
        Position = Set(new Position(1.5, -2, 3.14, "floor-1")),
        Order = Set("order-7"),
        Fault = Set(new Fault("W1")),
    };
}
