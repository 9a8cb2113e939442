using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

/// <summary>What a report changes, and which changes matter: version, history, announcement.</summary>
public sealed class ReportedChangeTests
{
    private static readonly DateTimeOffset Later = Noon.AddSeconds(10);

    private static readonly Dictionary<string, (StatusReport Report, FieldChange Change)> Changes = new()
    {
        ["status"] = (Report(Later, RobotStatus.Offline), new FieldChange("status", "ONLINE", "OFFLINE")),
        ["site"] = (Faulty() with { Site = Set("bar") }, new FieldChange("site", "kitchen", "bar")),
        ["site cleared"] = (Faulty() with { Site = Set<string>(null) }, new FieldChange("site", "kitchen", null)),
        ["capabilities"] = (Faulty() with { Capabilities = Set<IReadOnlyList<string>>(["grill"]) }, new FieldChange("capabilities", "grill, fry", "grill")),
        ["capabilities turned round"] = (Faulty() with { Capabilities = Set<IReadOnlyList<string>>(["fry", "grill"]) }, new FieldChange("capabilities", "grill, fry", "fry, grill")),
        ["capabilities cleared"] = (Faulty() with { Capabilities = Set<IReadOnlyList<string>>([]) }, new FieldChange("capabilities", "grill, fry", null)),
        ["order"] = (Faulty() with { Order = Set("order-8") }, new FieldChange("order", "order-7", "order-8")),
        ["order cleared"] = (Faulty() with { Order = Set<string>(null) }, new FieldChange("order", "order-7", null)),
        ["fault"] = (Faulty() with { Fault = Set(new Fault("E43")) }, new FieldChange("fault", "E42: The arm is stuck.", "E43")),
        ["fault cleared"] = (Faulty() with { Fault = Set<Fault>(null) }, new FieldChange("fault", "E42: The arm is stuck.", null)),
    };

    public static TheoryData<string> Names { get; } = [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Change_makes_a_version_an_entry_and_an_announcement(string name)
    {
        var (report, change) = Changes[name];

        var decision = StatusDecision.Decide(Full(), report with { Fault = report.Fault.IsPresent ? report.Fault : Set(Full().Fault) });

        Assert.Equal(8, decision.Robot.Version);
        Assert.True(decision.Announce);
        Assert.Equal(("r1", 8L, Later, RobotEventCause.Report), (decision.Event!.Robot, decision.Event.Version, decision.Event.At, decision.Event.Cause));
        Assert.Equal([change], decision.Event.Changes);
    }

    [Fact]
    public void Change_of_several_fields_is_one_version_and_one_entry()
    {
        var report = Faulty() with { Status = RobotStatus.Paused, Site = Set("bar"), Order = Set<string>(null), Battery = Set<double?>(3) };

        var decision = StatusDecision.Decide(Full(), report);

        Assert.Equal(8, decision.Robot.Version);
        Assert.Equal(["status", "site", "order"], decision.Event!.Changes.Select(c => c.Field));
    }

    [Fact]
    public void Fields_left_out_keep_their_values()
    {
        var decision = StatusDecision.Decide(Full(), Report(Later, RobotStatus.Offline));

        var expected = Full() with { Status = RobotStatus.Offline, StatusSince = Later, LastSeen = Later, Version = 8, AnnouncedAt = Later, Due = Later };
        AssertSame(expected, decision.Robot);
    }

    [Fact]
    public void Nulls_clear_the_fields()
    {
        var report = Report(Later, RobotStatus.Fault) with
        {
            Site = Set<string>(null),
            Capabilities = Set<IReadOnlyList<string>>([]),
            Battery = Set<double?>(null),
            Position = Set<Position>(null),
            Order = Set<string>(null),
            Fault = Set<Fault>(null),
        };

        var robot = StatusDecision.Decide(Full(), report).Robot;

        Assert.Empty(robot.Capabilities);
        Assert.Equal((null, null, null, null, null), (robot.Site, robot.Battery, robot.Position, robot.ReportedOrder, robot.Fault));
    }

    [Fact]
    public void Time_in_status_runs_on_while_other_fields_change()
    {
        var decision = StatusDecision.Decide(Full(), Faulty() with { Site = Set("bar") });

        Assert.Equal(Noon.AddHours(-1), decision.Robot.StatusSince);
    }

    [Fact]
    public void Telemetry_makes_neither_version_nor_entry()
    {
        var report = Faulty() with { At = Later, Battery = Set<double?>(1), Position = Set(new Position(9, 9)) };

        var decision = StatusDecision.Decide(Full(), report);

        Assert.Equal(7, decision.Robot.Version);
        Assert.Null(decision.Event);
        Assert.Equal((1, new Position(9, 9), Later, Later), (decision.Robot.Battery, decision.Robot.Position, decision.Robot.LastSeen, decision.Robot.ReportedAt));
    }

    [Fact]
    public void Same_capabilities_in_another_list_are_no_change() =>
        Assert.Null(StatusDecision.Decide(Full(), Faulty() with { Capabilities = Set<IReadOnlyList<string>>(["grill", "fry"]) }).Event);

    [Fact]
    public void Report_does_not_touch_the_connection() =>
        Assert.Equal(Full().ConnectedAt, StatusDecision.Decide(Full(), Report(Later, RobotStatus.Paused)).Robot.ConnectedAt);

    /// <summary>A report that keeps everything of the full robot, its fault too.</summary>
    private static StatusReport Faulty() => Report(Later) with { Fault = Set(Full().Fault) };
}
