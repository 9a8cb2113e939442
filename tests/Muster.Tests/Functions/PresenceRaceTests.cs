using System.Text.Json;
using Muster.Fleet.Messages;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

/// <summary>What happens when a robot's report comes between the function's look at the robot and its commit.</summary>
public sealed class PresenceRaceTests
{
    private static readonly DateTimeOffset Lost = Noon.AddSeconds(30);

    [Fact]
    public async Task Lost_race_is_decided_anew()
    {
        var bench = Interrupted(Report(Lost.AddSeconds(-1), RobotStatus.Paused));
        await bench.PutAsync(Full());

        await bench.PresenceAsync(Gone);

        var robot = await bench.FindAsync("r1");
        Assert.Equal((RobotStatus.Offline, 9), (robot!.Status, robot.Version));

        // One that was lost, one that was not, and one for when to look at the robot again.
        Assert.Equal(3, ((InterruptedStore)bench.Store).Commits);
        Assert.Single(bench.Sender.Sent);
    }

    [Fact]
    public async Task Robot_that_came_back_in_between_is_left_alone()
    {
        var bench = Interrupted(Report(Lost.AddSeconds(1), RobotStatus.Paused));
        await bench.PutAsync(Full());

        await bench.PresenceAsync(Gone);

        Assert.Equal(RobotStatus.Paused, (await bench.FindAsync("r1"))!.Status);
        Assert.Equal(1, ((InterruptedStore)bench.Store).Commits);
        Assert.Empty(bench.Sender.Sent);
    }

    [Fact]
    public async Task Telemetry_in_between_is_not_hidden_by_the_announcement()
    {
        // Telemetry moves without a version, so the commit goes through; what is announced must not be older than what is stored.
        var bench = Interrupted(Report(Lost.AddSeconds(-1)) with { Battery = Set<double?>(5), Fault = Set(Full().Fault) });
        await bench.PutAsync(Full());

        await bench.PresenceAsync(Gone);

        var stored = (await bench.FindAsync("r1"))!;
        var message = Assert.Single(bench.Sender.Sent, m => m.Topic == "fleet/robots/r1");
        var announced = JsonDocument.Parse(message.Payload).RootElement.GetProperty("battery").GetDouble();
        Assert.Equal((RobotStatus.Offline, 5), (stored.Status, stored.Battery));
        Assert.True(announced == 5 || stored.AnnouncementDue, $"announced {announced} %, stored {stored.Battery} %, and nothing is due");
    }

    private static string Gone =>
        $$"""{"clientId":"r1","timestamp":{{Lost.ToUnixTimeMilliseconds()}},"eventType":"disconnected","sessionIdentifier":"s","versionNumber":3,"disconnectReason":"CONNECTION_LOST"}""";

    private static FunctionBench Interrupted(StatusReport report) =>
        new(store => new InterruptedStore(store, async s => await s.ReportStatusAsync(report, CancellationToken.None)));
}
