using Muster.Fleet.Messages;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

public sealed class ShownStatusTests
{
    [Fact]
    public void Online_robot_with_an_order_is_shown_as_WORKING() =>
        Assert.Equal("WORKING", Full().ShownStatus);

    [Fact]
    public void Online_robot_without_an_order_is_shown_as_ONLINE() =>
        Assert.Equal("ONLINE", (Full() with { ReportedOrder = null }).ShownStatus);

    [Theory]
    [InlineData(RobotStatus.Charging, "CHARGING")]
    [InlineData(RobotStatus.Paused, "PAUSED")]
    [InlineData(RobotStatus.Fault, "FAULT")]
    [InlineData(RobotStatus.Offline, "OFFLINE")]
    public void Any_other_status_is_shown_as_reported(RobotStatus status, string shown) =>
        Assert.Equal(shown, (Full() with { Status = status }).ShownStatus);

    [Fact]
    public void Every_status_has_a_word_that_can_be_shown() =>
        Assert.All(Enum.GetValues<RobotStatus>(), s => Assert.Contains(s.ToWire(), RobotStatusNames.Shown));

    [Fact]
    public void View_shows_what_others_may_see()
    {
        var robot = Full();

        var view = RobotView.Of(robot);

        Assert.Equal(
            new RobotView("r1", "WORKING", Noon.AddHours(-1), Noon, 7, "kitchen", robot.Capabilities, 80, robot.Position, "order-7", robot.Fault),
            view);
    }
}
