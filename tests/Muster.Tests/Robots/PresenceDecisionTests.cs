using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Robots;

public sealed class PresenceDecisionTests
{
    private static readonly DateTimeOffset Later = Noon.AddSeconds(30);

    [Theory]
    [InlineData(DisconnectReason.ConnectionLost)]
    [InlineData(DisconnectReason.KeepAliveTimeout)]
    [InlineData(DisconnectReason.ServerInitiated)]
    [InlineData(DisconnectReason.ClientError)]
    public void Lost_connection_makes_the_robot_OFFLINE(string reason)
    {
        var decision = PresenceDecision.Disconnected(Full(), Gone() with { DisconnectReason = reason });

        AssertSame(Full() with { Status = RobotStatus.Offline, StatusSince = Later, Version = 8, AnnouncedAt = Later, Due = Later }, decision!.Robot);
        var entry = decision.Event!;
        Assert.Equal(("r1", 8L, Later, RobotEventCause.ConnectionLost), (entry.Robot, entry.Version, entry.At, entry.Cause));
        Assert.Equal([new FieldChange("status", "ONLINE", "OFFLINE")], entry.Changes);
        Assert.Contains(reason, entry.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_connection_without_a_reason_is_a_lost_connection() =>
        Assert.Contains("CONNECTION_LOST", PresenceDecision.Disconnected(Full(), Gone() with { DisconnectReason = null })!.Event!.Why, StringComparison.Ordinal);

    [Fact]
    public void Clean_disconnect_leaves_it_to_the_robots_own_report()
    {
        Assert.Null(PresenceDecision.Disconnected(Full(), Gone() with { DisconnectReason = DisconnectReason.ClientInitiated }));
        Assert.Null(PresenceDecision.Disconnected(Full(), Gone() with { ClientInitiatedDisconnect = true }));
    }

    [Fact]
    public void Take_over_by_a_second_connection_changes_nothing() =>
        Assert.Null(PresenceDecision.Disconnected(Full(), Gone() with { DisconnectReason = DisconnectReason.DuplicateClientId }));

    [Fact]
    public void Robot_that_is_OFFLINE_already_stays_as_it_is() =>
        Assert.Null(PresenceDecision.Disconnected(Full() with { Status = RobotStatus.Offline }, Gone()));

    [Fact]
    public void End_of_an_older_connection_does_nothing_once_the_robot_is_back() =>
        Assert.Null(PresenceDecision.Disconnected(Full() with { ConnectedAt = Later.AddMilliseconds(1) }, Gone()));

    [Fact]
    public void End_of_a_connection_does_nothing_once_the_robot_reported_after_it() =>
        Assert.Null(PresenceDecision.Disconnected(Full() with { LastSeen = Later.AddMilliseconds(1) }, Gone()));

    [Fact]
    public void Connection_lost_in_the_millisecond_of_the_last_report_still_counts()
    {
        // Lifecycle events carry whole milliseconds; a report's arrival is finer.
        var robot = Full() with { LastSeen = Later.AddTicks(4000) };

        Assert.Equal(RobotStatus.Offline, PresenceDecision.Disconnected(robot, Gone())?.Robot.Status);
    }

    [Fact]
    public void Connection_that_nobody_noted_counts_too() =>
        Assert.Equal(RobotStatus.Offline, PresenceDecision.Disconnected(Full() with { ConnectedAt = null }, Gone())!.Robot.Status);

    [Fact]
    public void New_connection_is_noted_without_an_entry()
    {
        var decision = PresenceDecision.Connected(Full(), Here(Later));

        AssertSame(Full() with { Version = 8, ConnectedAt = Later }, decision!.Robot);
        Assert.Null(decision.Event);
    }

    [Fact]
    public void First_connection_is_noted() =>
        Assert.Equal(Later, PresenceDecision.Connected(Bare(), Here(Later))!.Robot.ConnectedAt);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Connection_that_is_known_or_older_is_not_noted_again(int seconds) =>
        Assert.Null(PresenceDecision.Connected(Full(), Here(Full().ConnectedAt!.Value.AddSeconds(seconds))));

    [Fact]
    public void Connection_whose_number_starts_anew_after_an_hour_away_can_be_lost()
    {
        // AWS IoT Core: "If a client is not connected for approximately one hour, the version number is reset to 0."
        var back = Noon.AddHours(2);
        var robot = PresenceDecision.Connected(Full(), Here(back))?.Robot ?? Full();
        robot = StatusDecision.Decide(robot, Report(back.AddSeconds(1))).Robot;

        var lost = PresenceDecision.Disconnected(robot, Gone() with { VersionNumber = 0, Timestamp = back.AddMinutes(1).ToUnixTimeMilliseconds() });

        Assert.Equal(RobotStatus.Offline, lost?.Robot.Status);
    }

    private static LifecycleEvent Here(DateTimeOffset at) => new("r1", at.ToUnixTimeMilliseconds(), "connected", "session-4", 0);

    private static LifecycleEvent Gone() => new("r1", Later.ToUnixTimeMilliseconds(), "disconnected", "session-3", 3)
    {
        ClientInitiatedDisconnect = false,
        DisconnectReason = DisconnectReason.ConnectionLost,
    };
}
