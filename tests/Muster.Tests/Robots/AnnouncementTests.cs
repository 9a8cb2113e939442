using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

/// <summary>When a robot's new state is announced: changes at once, telemetry at most once a second, the last sight alone never.</summary>
public sealed class AnnouncementTests
{
    private static readonly Robot Announced = Bare() with { Battery = 80, Position = new Position(0, 0) };

    [Fact]
    public void Change_is_announced_at_once()
    {
        var decision = Decide(Announced, 1, r => r with { Status = RobotStatus.Paused });

        Assert.Equal((true, At(1), false), Of(decision));
    }

    [Fact]
    public void Change_takes_waiting_telemetry_with_it()
    {
        var waiting = Announced with { AnnouncementDue = true };

        Assert.Equal((true, At(1), false), Of(Decide(waiting, 1, r => r with { Status = RobotStatus.Paused })));
    }

    [Fact]
    public void Telemetry_is_announced_a_second_after_the_last_announcement() =>
        Assert.Equal((true, At(1000), false), Of(Decide(Announced, 1000, r => r with { Battery = Set<double?>(79) })));

    [Fact]
    public void Telemetry_within_the_second_waits() =>
        Assert.Equal((false, Noon, true), Of(Decide(Announced, 999, r => r with { Battery = Set<double?>(79) })));

    [Fact]
    public void Position_is_telemetry_too() =>
        Assert.Equal((false, Noon, true), Of(Decide(Announced, 999, r => r with { Position = Set(new Position(0, 1)) })));

    [Fact]
    public void Waiting_telemetry_goes_with_a_later_report_that_has_none()
    {
        var waiting = Decide(Announced, 999, r => r with { Battery = Set<double?>(79) }).Robot;

        var decision = Decide(waiting, 1000, r => r);

        Assert.Equal((true, At(1000), false), Of(decision));
        Assert.Equal(79, decision.Robot.Battery);
    }

    [Fact]
    public void Waiting_telemetry_waits_on_within_the_second()
    {
        var waiting = Announced with { AnnouncementDue = true };

        Assert.Equal((false, Noon, true), Of(Decide(waiting, 999, r => r)));
    }

    [Fact]
    public void Telemetry_that_is_the_same_is_not_announced() =>
        Assert.Equal((false, Noon, false), Of(Decide(Announced, 5000, r => r with { Battery = Set<double?>(80), Position = Set(new Position(0, 0)) })));

    [Fact]
    public void Last_sight_alone_is_never_announced() =>
        Assert.Equal((false, Noon, false), Of(Decide(Announced, 3_600_000, r => r)));

    [Fact]
    public void Ten_reports_a_second_are_announced_once_a_second()
    {
        var robot = Announced;
        var announced = new List<int>();
        for (var ms = 100; ms <= 5000; ms += 100)
        {
            var decision = Decide(robot, ms, r => r with { Battery = Set<double?>(80 - (ms / 1000.0)) });
            robot = decision.Robot;
            if (decision.Announce)
            {
                announced.Add(ms);
            }
        }

        Assert.Equal([1000, 2000, 3000, 4000, 5000], announced);
    }

    private static DateTimeOffset At(int ms) => Noon.AddMilliseconds(ms);

    private static StatusDecision Decide(Robot robot, int ms, Func<StatusReport, StatusReport> change) =>
        StatusDecision.Decide(robot, change(Report(At(ms))));

    private static (bool Announce, DateTimeOffset AnnouncedAt, bool Due) Of(StatusDecision decision) =>
        (decision.Announce, decision.Robot.AnnouncedAt, decision.Robot.AnnouncementDue);
}
