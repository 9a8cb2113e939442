using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

/// <summary>The first report of a robot that was never heard of.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void First_report_registers_the_robot()
    {
        var decision = StatusDecision.Decide(null, Report(Noon));

        AssertSame(Bare(), decision.Robot);
        Assert.False(decision.IsStale);
        Assert.True(decision.Announce);
    }

    [Fact]
    public void Every_field_of_the_first_report_is_taken()
    {
        var full = Full();
        var report = Report(Noon, RobotStatus.Fault) with
        {
            At = Noon.AddSeconds(-2),
            Site = Set(full.Site),
            Capabilities = Set(full.Capabilities),
            Battery = Set(full.Battery),
            Position = Set(full.Position),
            Order = Set(full.ReportedOrder),
            Fault = Set(full.Fault),
        };

        var robot = StatusDecision.Decide(null, report).Robot;

        var expected = full with { Status = RobotStatus.Fault, StatusSince = Noon, Version = 1, ReportedAt = Noon.AddSeconds(-2), ConnectedAt = null };
        AssertSame(expected, robot);
    }

    [Fact]
    public void Registration_is_the_first_entry_of_the_history()
    {
        var entry = StatusDecision.Decide(null, Report(Noon) with { Site = Set("kitchen") }).Event;

        Assert.Equal(("r1", 1L, Noon, RobotEventCause.Report), (entry!.Robot, entry.Version, entry.At, entry.Cause));
        Assert.Equal([new FieldChange("status", null, "ONLINE"), new FieldChange("site", null, "kitchen")], entry.Changes);
    }

    [Fact]
    public void Cleared_fields_of_the_first_report_are_simply_not_set()
    {
        var report = Report(Noon) with { Site = Set<string>(null), Battery = Set<double?>(null), Capabilities = Set<IReadOnlyList<string>>([]) };

        AssertSame(Bare(), StatusDecision.Decide(null, report).Robot);
    }

    [Fact]
    public void First_report_from_the_future_counts_as_its_arrival() =>
        Assert.Equal(Noon, StatusDecision.Decide(null, Report(Noon) with { At = Noon.AddYears(1) }).Robot.ReportedAt);
}
