using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

public sealed class FaultTests
{
    private static readonly Robot Broken = Full() with { Status = RobotStatus.Fault };

    [Theory]
    [InlineData(RobotStatus.Online)]
    [InlineData(RobotStatus.Charging)]
    [InlineData(RobotStatus.Paused)]
    public void Robot_that_goes_on_has_got_over_its_fault(RobotStatus status)
    {
        var decision = StatusDecision.Decide(Broken, Report(Noon, status));

        Assert.Null(decision.Robot.Fault);
        Assert.Contains(new FieldChange("fault", "E42: The arm is stuck.", null), decision.Event!.Changes);
    }

    [Theory]
    [InlineData(RobotStatus.Fault)]
    [InlineData(RobotStatus.Offline)]
    public void Robot_that_stays_in_trouble_or_is_gone_keeps_its_fault(RobotStatus status) =>
        Assert.Equal(Broken.Fault, StatusDecision.Decide(Broken, Report(Noon, status)).Robot.Fault);

    [Fact]
    public void Null_clears_the_fault_while_the_status_stays()
    {
        var robot = StatusDecision.Decide(Broken, Report(Noon, RobotStatus.Fault) with { Fault = Set<Fault>(null) }).Robot;

        Assert.Equal((RobotStatus.Fault, null), (robot.Status, robot.Fault));
    }

    [Fact]
    public void Robot_may_report_a_fault_and_work_on() =>
        Assert.Equal(new Fault("W1"), StatusDecision.Decide(Broken, Report(Noon) with { Fault = Set(new Fault("W1")) }).Robot.Fault);
}
