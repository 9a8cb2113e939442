using Muster.Fleet.Configuration;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Robots;
using static Muster.Tests.Orders.TestOrders;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Dispatch;

/// <summary>A robot that may take the order, and one property broken at a time.</summary>
public sealed class EligibilityTests
{
    private static readonly Robot Good = Bare() with { Site = "kitchen", Battery = 80, Capabilities = ["grill", "coffee"] };

    private static readonly FleetConfiguration Settings = FleetConfiguration.Default with
    {
        Items = new Dictionary<string, ItemSettings> { ["latte"] = new() { Requires = ["coffee"] } },
    };

    [Fact]
    public void Good_robot_may_take_it() => Assert.Null(WhyNot(Good));

    [Fact]
    public void Robot_that_never_said_how_full_its_battery_is_may_take_it() => Assert.Null(WhyNot(Good with { Battery = null }));

    [Theory]
    [InlineData(RobotStatus.Offline, "r1 is OFFLINE")]
    [InlineData(RobotStatus.Paused, "r1 is PAUSED")]
    [InlineData(RobotStatus.Fault, "r1 is FAULT")]
    public void Robot_that_is_not_ready_may_not(RobotStatus status, string why) => Assert.Equal(why, WhyNot(Good with { Status = status }));

    [Fact]
    public void Retired_robot_may_not() => Assert.Equal("r1 is retired", WhyNot(Good with { RetiredAt = Noon }));

    [Theory]
    [InlineData(89.9, null)]
    [InlineData(90, "r1 was not heard of for 90 s")]
    public void Silent_robot_may_not(double seconds, string? why) => Assert.Equal(why, WhyNot(Good, seconds));

    [Fact]
    public void Robot_that_holds_an_order_may_not() => Assert.Equal("r1 is busy with order o1", WhyNot(Good with { Order = "o1" }));

    [Fact]
    public void Robot_with_work_of_its_own_may_not() => Assert.Equal("r1 is busy with order own", WhyNot(Good with { ReportedOrder = "own" }));

    [Fact]
    public void Robot_that_was_told_something_may_not()
    {
        Assert.Equal("r1 was told to PAUSE by anna", WhyNot(Good with { Instruction = new Instruction("PAUSE", "x", Noon, "anna") }));
        Assert.Equal("r1 was told to CHARGE", WhyNot(Good with { Instruction = new Instruction("CHARGE", "x", Noon) }));
    }

    [Theory]
    [InlineData(79.9, "r1 charges: at 79.9 % of the 80 % that it needs")]
    [InlineData(80.0, null)]
    [InlineData(null, "r1 charges")]
    public void Robot_that_charges_may_not_before_it_is_full_enough(double? battery, string? why) =>
        Assert.Equal(why, WhyNot(Good with { Status = RobotStatus.Charging, Battery = battery }));

    [Theory]
    [InlineData(19.9, "r1 is at 19.9 % battery, below 20 %")]
    [InlineData(20.0, null)]
    public void Robot_with_a_low_battery_may_not(double battery, string? why) => Assert.Equal(why, WhyNot(Good with { Battery = battery }));

    [Theory]
    [InlineData(15, 1, null)]
    [InlineData(15, 0, "r1 is at 15 % battery, below 20 %")]
    [InlineData(9.9, 1, "r1 is at 9.9 % battery, below 20 %")]
    public void Robot_with_a_low_battery_may_where_its_site_would_have_too_few_and_it_is_not_critical(double battery, int keep, string? why)
    {
        var settings = Settings with { Sites = new Dictionary<string, SiteSettings> { ["kitchen"] = new() { KeepAvailable = keep } } };
        var robot = Good with { Battery = battery };

        Assert.Equal(why, Eligibility.WhyNot(new Candidate(robot, Waiting(), settings, Noon, [robot])));
    }

    [Fact]
    public void Robot_with_a_low_battery_may_not_where_others_are_left()
    {
        var settings = Settings with { Sites = new Dictionary<string, SiteSettings> { ["kitchen"] = new() { KeepAvailable = 1 } } };
        var robot = Good with { Battery = 15 };

        Assert.NotNull(Eligibility.WhyNot(new Candidate(robot, Waiting(), settings, Noon, [robot, Good with { Name = "r2" }])));
    }

    [Fact]
    public void Robot_that_lacks_a_capability_may_not() => Assert.Equal("r1 lacks \"coffee\"", WhyNot(Good with { Capabilities = ["Coffee"] }));

    [Fact]
    public void Item_that_nothing_is_known_of_needs_nothing() =>
        Assert.Null(Eligibility.WhyNot(new Candidate(Good with { Capabilities = [] }, Waiting(), FleetConfiguration.Default, Noon)));

    [Fact]
    public void Robot_that_had_it_before_may_not_while_another_could_take_it() => Assert.Equal(
        "r1 had it before, and r2 could take it", WhyNot(Good, 60, Again, Good with { Name = "r2", Order = "busy" }));

    [Theory]
    [InlineData(14.9, "r1 had it before, and gets it again at 12:00:15 UTC at the earliest")]
    [InlineData(15, null)]
    public void Robot_that_had_it_before_may_after_a_while_where_nobody_else_is(double seconds, string? why) => Assert.Equal(why, WhyNot(Good, seconds, Again));

    [Fact]
    public void Others_that_could_not_take_it_do_not_count()
    {
        var r2 = Good with { Name = "r2" };
        Robot[] others = [r2 with { Status = RobotStatus.Fault }, r2 with { RetiredAt = Noon }, r2 with { Capabilities = [] }, r2 with { LastSeen = Noon.AddSeconds(-60) }];

        Assert.All(others, other => Assert.Null(WhyNot(Good, 60, Again, other)));
    }

    private static Order Again => Waiting() with { Attempt = 2, Avoided = ["r1"] };

    private static string? WhyNot(Robot robot, double seconds = 0, Order? order = null, params Robot[] others) =>
        Eligibility.WhyNot(new Candidate(robot, order ?? Waiting(), Settings, Noon.AddSeconds(seconds), [robot, .. others]));
}
