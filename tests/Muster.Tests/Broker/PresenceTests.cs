using System.Text.Json.Nodes;
using MQTTnet.Protocol;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class PresenceTests
{
    [Fact]
    public async Task A_lost_connection_makes_the_robot_offline_and_says_why()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new RawClient(muster.MqttPort, "r1");
        robot.Read();
        robot.Publish("robots/r1/status", """{"name": "r1", "status": "ONLINE"}""", 1);
        robot.Read();

        robot.Abort();

        await muster.WaitForStatusAsync("r1", "OFFLINE");
        var last = (await muster.HistoryAsync("r1"))[0]!;
        Assert.Equal("CONNECTION_LOST", (string?)last["cause"]);
        Assert.Contains("without a DISCONNECT", (string?)last["why"], StringComparison.Ordinal);
        Assert.Equal("ONLINE", (string?)last["changes"]![0]!["from"]);
    }

    [Fact]
    public async Task A_clean_disconnect_leaves_the_robot_to_its_own_report()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("$aws/events/presence/disconnected/+");
        var robot = await muster.ConnectAsync("r1");
        await robot.ReportAsync("r1", "ONLINE");

        await robot.DisconnectAsync();

        var gone = JsonNode.Parse(await watcher.NextTextAsync())!;
        Assert.Equal("CLIENT_INITIATED_DISCONNECT", (string?)gone["disconnectReason"]);
        Assert.True((bool)gone["clientInitiatedDisconnect"]!);
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task A_last_will_is_a_report_like_any_other()
    {
        await using var muster = await TestMuster.StartAsync();

        // Another client id than the robot's name: only the will can bring it about.
        var robot = await muster.ConnectAsync("gateway-7", configure: o => o
            .WithWillTopic("robots/r1/status")
            .WithWillPayload("""{"name": "r1", "status": "OFFLINE"}""")
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce));
        await robot.ReportAsync("r1", "ONLINE");

        robot.Drop();

        await muster.WaitForStatusAsync("r1", "OFFLINE");
        Assert.Equal("REPORT", (string?)(await muster.HistoryAsync("r1"))[0]!["cause"]);
    }

    [Fact]
    public async Task A_connection_that_takes_over_leaves_the_robot_online()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("$aws/events/presence/disconnected/+");
        using var first = new RawClient(muster.MqttPort, "r1");
        first.Read();
        first.Publish("robots/r1/status", """{"name": "r1", "status": "ONLINE"}""", 1);
        first.Read();

        using var second = new RawClient(muster.MqttPort, "r1");
        Assert.Equal(0x20, second.Read()!.Value.Header);

        Assert.Equal("DUPLICATE_CLIENTID", (string?)JsonNode.Parse(await watcher.NextTextAsync())!["disconnectReason"]);
        Assert.Null(first.Read());
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
        second.Publish("robots/r1/status", """{"name": "r1", "status": "CHARGING"}""", 1);
        second.Read();
        Assert.Equal("CHARGING", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task A_silent_connection_ends_after_its_keep_alive()
    {
        await using var muster = await TestMuster.StartAsync();
        using var robot = new RawClient(muster.MqttPort, "r1", keepAlive: 1);
        robot.Read();
        robot.Publish("robots/r1/status", """{"name": "r1", "status": "ONLINE"}""", 1);
        robot.Read();

        await muster.WaitForStatusAsync("r1", "OFFLINE");

        Assert.Contains("MQTT_KEEP_ALIVE_TIMEOUT", (string?)(await muster.HistoryAsync("r1"))[0]!["why"], StringComparison.Ordinal);
        Assert.Null(robot.Read());
    }

    [Fact]
    public async Task Robots_that_drop_and_come_back_at_once_end_up_online()
    {
        await using var muster = await TestMuster.StartAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (i, _) =>
        {
            for (var round = 0; round < 20; round++)
            {
                using var robot = new RawClient(muster.MqttPort, $"r{i}");
                Assert.Equal(0x20, robot.Read()!.Value.Header);
                robot.Publish($"robots/r{i}/status", $$"""{"name": "r{{i}}", "status": "ONLINE"}""", 1);
                Assert.Equal(0x40, robot.Read()!.Value.Header);
                if (round == 19)
                {
                    // The others' ends are all behind this one's report, so it stays.
                    Assert.Equal("ONLINE", await muster.StatusAsync($"r{i}"));
                    robot.Send([0xE0, 0]);
                    Assert.Null(robot.Read());
                }
                else
                {
                    robot.Abort();
                }
            }
        });

        await Eventually.TrueAsync(async () => await muster.MetricAsync("muster_mqtt_connections") == 0, "all connections closed");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("ONLINE", await muster.StatusAsync($"r{i}"));
        }
    }
}
