using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

/// <summary>Late, doubled and wrongly dated reports.</summary>
public sealed class ReportOrderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Older_report_never_overwrites_a_newer_one()
    {
        var robot = Full();

        var decision = StatusDecision.Decide(robot, Report(Noon + Second, RobotStatus.Offline) with { At = Noon - TimeSpan.FromTicks(1) });

        Assert.True(decision.IsStale);
        Assert.Same(robot, decision.Robot);
        Assert.False(decision.Announce);
        Assert.Null(decision.Event);
    }

    [Fact]
    public void Same_report_again_changes_nothing_but_the_last_sight()
    {
        var report = Report(Noon) with { At = Noon, Site = Set("kitchen"), Battery = Set<double?>(80) };
        var robot = StatusDecision.Decide(null, report).Robot;

        var again = StatusDecision.Decide(robot, report with { ReceivedAt = Noon + Second });

        AssertSame(robot with { LastSeen = Noon + Second }, again.Robot);
        Assert.Equal((false, false, null), (again.IsStale, again.Announce, again.Event));
    }

    [Fact]
    public void Report_without_a_time_counts_by_its_arrival()
    {
        var decision = StatusDecision.Decide(Full(), Report(Noon + Second, RobotStatus.Paused));

        Assert.False(decision.IsStale);
        Assert.Equal(RobotStatus.Paused, decision.Robot.Status);
    }

    [Fact]
    public void Report_without_a_time_keeps_the_time_of_the_last_one_that_had_it()
    {
        var robot = StatusDecision.Decide(Full(), Report(Noon + Second)).Robot;

        Assert.Equal(Noon, robot.ReportedAt);
        Assert.True(StatusDecision.Decide(robot, Report(Noon + Second) with { At = Noon - Second }).IsStale);
    }

    [Fact]
    public void First_time_of_a_robot_that_never_sent_one_is_taken_however_old() =>
        Assert.False(StatusDecision.Decide(Bare(), Report(Noon) with { At = Noon.AddYears(-20) }).IsStale);

    [Fact]
    public void Slow_clock_is_compared_with_itself_alone()
    {
        var slow = Noon.AddHours(-5);
        var robot = Full() with { ReportedAt = slow };

        Assert.False(StatusDecision.Decide(robot, Report(Noon + Second) with { At = slow + Second }).IsStale);
        Assert.True(StatusDecision.Decide(robot, Report(Noon + Second) with { At = slow - Second }).IsStale);
    }

    [Fact]
    public void Clock_up_to_a_minute_ahead_is_believed()
    {
        var at = Noon + StatusDecision.MaxClockLead;

        Assert.Equal(at, StatusDecision.Decide(Full(), Report(Noon) with { At = at }).Robot.ReportedAt);
    }

    [Fact]
    public void Clock_further_ahead_counts_as_the_arrival()
    {
        var at = Noon + StatusDecision.MaxClockLead + TimeSpan.FromTicks(1);

        Assert.Equal(Noon, StatusDecision.Decide(Full(), Report(Noon) with { At = at }).Robot.ReportedAt);
    }

    [Fact]
    public void Robot_whose_clock_was_ahead_is_heard_again_once_it_is_set_right()
    {
        var robot = StatusDecision.Decide(Full(), Report(Noon + Second) with { At = DateTimeOffset.MaxValue }).Robot;

        var decision = StatusDecision.Decide(robot, Report(Noon + (2 * Second), RobotStatus.Paused) with { At = Noon + (1.5 * Second) });

        Assert.Equal(RobotStatus.Paused, decision.Robot.Status);
    }

    [Fact]
    public void Last_sight_never_goes_back()
    {
        var decision = StatusDecision.Decide(Full(), Report(Noon - Second, RobotStatus.Paused));

        Assert.Equal(RobotStatus.Paused, decision.Robot.Status);
        Assert.Equal(Noon, decision.Robot.LastSeen);
    }
}
