using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Tests.Robots;

/// <summary>A good robot and good reports of it, for tests to change one property of.</summary>
internal static class TestRobots
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A robot that said all that it can, last heard of at noon; it has nothing from the fleet.</summary>
    public static Robot Full(string name = "r1") => new()
    {
        Name = name,
        Status = RobotStatus.Online,
        StatusSince = Noon.AddHours(-1),
        LastSeen = Noon,
        Version = 7,
        ReportedAt = Noon,
        Site = "kitchen",
        Capabilities = ["grill", "fry"],
        Battery = 80,
        Position = new Position(1.5, -2, 3.14, "floor-1"),
        ReportedOrder = "order-7",
        Fault = new Fault("E42", "The arm is stuck."),
        ConnectedAt = Noon.AddMinutes(-5),
        AnnouncedAt = Noon,
        AnnouncementDue = false,
        Due = Noon,
    };

    /// <summary>A robot that said no more than its name and status, at noon.</summary>
    public static Robot Bare(string name = "r1") => new()
    {
        Name = name,
        Status = RobotStatus.Online,
        StatusSince = Noon,
        LastSeen = Noon,
        Version = 1,
        AnnouncedAt = Noon,
        Due = Noon,
    };

    /// <summary>The smallest report, by default of an ONLINE r1.</summary>
    public static StatusReport Report(DateTimeOffset receivedAt, RobotStatus status = RobotStatus.Online, string name = "r1") =>
        new() { Name = name, Status = status, ReceivedAt = receivedAt };

    /// <summary>A field that is there.</summary>
    public static Optional<T> Set<T>(T? value) => new(true, value);

    /// <summary>Compares with the lists' contents, which the record alone does not.</summary>
    public static void AssertSame(Robot? expected, Robot? actual)
    {
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        Assert.Equal(expected.Capabilities, actual.Capabilities);
        Assert.Equal(expected.Alerts, actual.Alerts);
        Assert.Equal(expected with { Capabilities = [], Alerts = [] }, actual with { Capabilities = [], Alerts = [] });
    }
}
