using Muster.Fleet.Configuration;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using Muster.Tests.Cases;

namespace Muster.Tests.Robots;

/// <summary>When a robot is sent away to charge, and when it is back.</summary>
public sealed class ChargingTests
{
    private readonly FleetBench _bench = new(FleetBench.Patient());

    [Theory]
    [InlineData(20, 0)]
    [InlineData(19.9, 1)]
    public async Task Idle_robot_below_the_limit_is_sent_to_charge(double battery, int commands)
    {
        await ReportAsync("r1", battery);

        Assert.Equal(commands, _bench.CommandsTo("r1").Count);
    }

    [Fact]
    public async Task History_says_why_it_was_sent_and_that_it_went()
    {
        await ReportAsync("r1", 15);
        await ReportAsync("r1", 15, "CHARGING");

        var history = await _bench.HistoryAsync("r1");
        var sent = history.Single(e => e.Cause == RobotEventCause.Instructed);
        Assert.Equal((null, "at 15 % battery, below 20 %", "CHARGE"), (sent.By, sent.Why, sent.Changes.Single(c => c.Field == "instruction").To));
        Assert.Equal(RobotEventCause.Complied, history[^1].Cause);
    }

    [Theory]
    [InlineData("PAUSED")]
    [InlineData("FAULT")]
    [InlineData("OFFLINE")]
    [InlineData("CHARGING")]
    public async Task Robot_that_is_not_ready_is_not_sent(string status)
    {
        await ReportAsync("r1", 15, status);

        Assert.Empty(_bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Robot_with_an_order_finishes_it_first()
    {
        await ReportAsync("r1", 80);
        var order = await _bench.PlaceAsync();
        await _bench.OrderReportAsync("r1", order, "IN_PROGRESS");
        await ReportAsync("r1", 5);
        await _bench.AdvanceAsync(60);
        Assert.Single(_bench.CommandsTo("r1"));

        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        Assert.Equal("CHARGE", _bench.LastTo("r1").GetProperty("command").GetString());
        Assert.Equal(2, _bench.CommandsTo("r1").Count);
    }

    [Fact]
    public async Task Robot_that_has_to_charge_gets_no_other_order_first()
    {
        await ReportAsync("r1", 80);
        var first = await _bench.PlaceAsync();
        var second = await _bench.PlaceAsync();
        await ReportAsync("r1", 5);

        await _bench.OrderReportAsync("r1", first, "COMPLETED");

        await _bench.AssertAsync(second, OrderState.Pending, null);
        Assert.Equal("CHARGE", _bench.LastTo("r1").GetProperty("command").GetString());
    }

    [Fact]
    public async Task Robot_that_a_person_told_to_charge_finishes_its_order_first()
    {
        await ReportAsync("r1", 80);
        var order = await _bench.PlaceAsync();
        await _bench.Robots.ChargeAsync("r1", new("anna"), CancellationToken.None);
        Assert.Single(_bench.CommandsTo("r1"));

        await _bench.OrderReportAsync("r1", order, "COMPLETED");

        Assert.Equal("CHARGE", _bench.LastTo("r1").GetProperty("command").GetString());
    }

    [Fact]
    public async Task Site_keeps_as_many_robots_as_it_was_told_to()
    {
        var bench = Keeping(1);
        await bench.ReportAsync("r1", more: """, "battery": 15""");
        Assert.Empty(bench.CommandsTo("r1"));

        await bench.ReportAsync("r2", more: """, "battery": 90""");
        await bench.ReportAsync("r1", "PAUSED");
        await bench.ReportAsync("r1");

        Assert.Single(bench.CommandsTo("r1"));
    }

    [Fact]
    public async Task Robot_that_its_site_needs_takes_orders_in_spite_of_its_battery()
    {
        var bench = Keeping(1);
        await bench.ReportAsync("r1", more: """, "battery": 15""");

        var order = await bench.PlaceAsync();

        Assert.Equal("r1", order.Robot);
    }

    [Fact]
    public async Task Robot_at_a_critical_charge_is_sent_whatever_its_site_needs()
    {
        var bench = Keeping(1);

        await bench.ReportAsync("r1", more: """, "battery": 9.9""");

        Assert.Single(bench.CommandsTo("r1"));
    }

    [Theory]
    [InlineData(79, "CHARGING", false)]
    [InlineData(80, "CHARGING", true)]
    [InlineData(30, "ONLINE", true)]
    public async Task Robot_gets_orders_again_when_it_is_full_enough_or_says_that_it_is_ready(double battery, string status, bool isAvailable)
    {
        await ReportAsync("r1", 15);
        await ReportAsync("r1", 15, "CHARGING");

        await ReportAsync("r1", battery, status);

        Assert.Equal(isAvailable ? "r1" : null, (await _bench.PlaceAsync()).Robot);
    }

    private Task<Muster.Fleet.Functions.FunctionOutcome> ReportAsync(string robot, double battery, string status = "ONLINE") =>
        _bench.ReportAsync(robot, status, FormattableString.Invariant($", \"battery\": {battery}"));

    private static FleetBench Keeping(int count) => new(FleetBench.Patient() with
    {
        Sites = new Dictionary<string, SiteSettings> { [FleetBench.Site] = new() { KeepAvailable = count } },
    });
}
