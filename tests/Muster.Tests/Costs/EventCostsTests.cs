using Muster.Fleet.Costs;
using Muster.Fleet.Costs.Loads;
using Muster.Tests.Aws.Store;

namespace Muster.Tests.Costs;

/// <summary>What the bill reckons with for each thing that happens is what the fleet's functions consume and send.</summary>
public sealed class EventCostsTests(DynamoLocal dynamo)
{
    private const string Telemetry = ",\"battery\":90";

    [Fact]
    public async Task Report_that_changes_nothing_is_one_write()
    {
        using var fleet = await FleetAsync();
        await fleet.ReportAsync("r1", more: Telemetry);

        Assert.Equal(EventCosts.Report, fleet.Take());
    }

    [Fact]
    public async Task Report_with_other_telemetry_is_one_write_and_an_announcement()
    {
        using var fleet = await FleetAsync();
        await fleet.ReportAsync("r1", more: ",\"battery\":89");

        Assert.Equal(EventCosts.Report with { RobotAnnouncements = 1 }, fleet.Take());
    }

    [Theory]
    [InlineData("CHARGING", 0)]
    [InlineData("PAUSED", 0.5)] // Dispatch looks for no orders for it.
    public async Task Report_with_another_status_and_the_one_back(string status, double fewerReads)
    {
        using var fleet = await FleetAsync();
        await fleet.ReportAsync("r1", status, Telemetry);
        Assert.Equal(Sum(EventCosts.Report, EventCosts.Change with { ReadUnits = EventCosts.Change.ReadUnits - (decimal)fewerReads }), fleet.Take());

        fleet.Advance(10);
        await fleet.ReportAsync("r1", "ONLINE", Telemetry);
        Assert.Equal(Sum(EventCosts.Report, EventCosts.Change), fleet.Take());
    }

    [Fact]
    public async Task Order_from_placed_to_completed()
    {
        using var fleet = await FleetAsync();
        var order = await fleet.PlaceAsync();
        string[] states = ["ACCEPTED", "IN_PROGRESS", "COMPLETED"];
        foreach (var state in states)
        {
            fleet.Advance(1);
            await fleet.OrderReportAsync("r1", order, state);
        }

        Assert.Equal(EventCosts.Order with { RobotMessages = 0 }, fleet.Take());
        Assert.Equal(EventCosts.Order.RobotMessages, states.Length);
        await fleet.FindOrderAsync(order);
        Assert.Equal(EventCosts.ApiRequest, fleet.Take());
    }

    [Fact]
    public async Task One_more_report_on_an_order()
    {
        using var fleet = await FleetAsync();
        var order = await fleet.PlaceAsync();
        await fleet.OrderReportAsync("r1", order, "IN_PROGRESS");
        fleet.Take();
        await fleet.OrderReportAsync("r1", order, "IN_PROGRESS", ",\"progress\":50");

        Assert.Equal(EventCosts.Progress with { RobotMessages = 0 }, fleet.Take());
    }

    [Fact]
    public async Task Connection_that_breaks_and_is_made_again_with_the_report_after_it()
    {
        using var fleet = await FleetAsync();
        await fleet.PresenceAsync("r1", isConnected: false);
        fleet.Advance(1);
        await fleet.PresenceAsync("r1", isConnected: true);
        fleet.Advance(1);
        await fleet.ReportAsync("r1", more: Telemetry);

        Assert.Equal(Sum(EventCosts.Report, EventCosts.Reconnect) with { RobotMessages = 0 }, fleet.Take());
    }

    [Fact]
    public async Task Sweep_and_notify_that_find_nothing()
    {
        using var fleet = await FleetAsync();
        await fleet.SweepAsync();
        Assert.Equal(EventCosts.Sweep, fleet.Take());

        await fleet.NotifyAsync();
        Assert.Equal(EventCosts.Notify, fleet.Take());
    }

    /// <summary>Robots that report each 12 s, a sweep each minute, heartbeat 90 s: in ten minutes each robot's due time is moved on five times.</summary>
    [Fact]
    public async Task Sweep_moves_the_due_time_of_each_robot_on_every_other_minute()
    {
        using var fleet = await FleetAsync();
        var load = new FleetLoad { Robots = 4, Reports = 0 };
        var (moves, sum) = (0m, new EventCosts(0, 0));
        for (var minute = 0; minute < 12; minute++)
        {
            for (var report = 0; report < 5; report++)
            {
                for (var robot = 1; robot <= load.Robots; robot++)
                {
                    await fleet.ReportAsync($"r{robot}");
                    fleet.Advance(3);
                }
            }

            fleet.Take();
            await fleet.SweepAsync();
            var costs = fleet.Take();

            // The first two minutes are those of robots that have just come.
            if (minute >= 2)
            {
                sum = Sum(sum, costs with { ReadUnits = costs.ReadUnits - EventCosts.Sweep.ReadUnits });
                moves += costs.WriteUnits / EventCosts.DueMove.WriteUnits;
            }
        }

        Assert.Equal(load.DueMoves / Month.Minutes * 10, moves);
        Assert.Equal(EventCosts.DueMove.WriteUnits * moves, sum.WriteUnits);
        Assert.Equal(EventCosts.DueMove.ReadUnits * moves, sum.ReadUnits);
    }

    private static EventCosts Sum(EventCosts a, EventCosts b) => new(
        a.WriteUnits + b.WriteUnits,
        a.ReadUnits + b.ReadUnits,
        a.RobotAnnouncements + b.RobotAnnouncements,
        a.OrderAnnouncements + b.OrderAnnouncements,
        a.Commands + b.Commands,
        a.RobotMessages + b.RobotMessages);

    /// <summary>A robot that was heard of twice, 10 s ago.</summary>
    private async Task<MeteredFleet> FleetAsync()
    {
        var fleet = new MeteredFleet(await dynamo.BenchAsync(), dynamo.Endpoint);
        await fleet.ReportAsync("r1", more: Telemetry);
        fleet.Advance(10);
        await fleet.ReportAsync("r1", more: Telemetry);
        fleet.Advance(10);
        fleet.Take();
        return fleet;
    }
}
