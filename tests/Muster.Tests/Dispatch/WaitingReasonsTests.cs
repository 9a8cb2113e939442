using Muster.Fleet.Configuration;
using Muster.Fleet.Dispatch;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Sites;
using static Muster.Tests.Orders.TestOrders;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Dispatch;

public sealed class WaitingReasonsTests
{
    private static readonly Robot Good = Bare() with { Site = "kitchen" };

    [Fact]
    public void Each_robot_of_the_site_has_its_reason() =>
        Assert.Equal(["r1 is PAUSED", "r2 is available: it is next"], Reasons(null, Good with { Status = RobotStatus.Paused }, Good with { Name = "r2" }));

    [Fact]
    public void Site_without_a_robot_says_so() => Assert.Equal(["no robot reports that it is at kitchen"], Reasons(null));

    [Fact]
    public void Held_site_comes_first() => Assert.Equal(
        ["kitchen is held by anna: cleaning", "r1 is available"],
        Reasons(new Site { Name = "kitchen", Hold = new SiteHold(Noon, "anna", "cleaning") }, Good));

    private static IReadOnlyList<string> Reasons(Site? site, params Robot[] robots) =>
        WaitingReasons.Of(Waiting(), site, robots, FleetConfiguration.Default, Noon);
}
