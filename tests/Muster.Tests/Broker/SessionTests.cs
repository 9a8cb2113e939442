using MQTTnet;
using MQTTnet.Formatter;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class SessionTests
{
    [Fact]
    public async Task A_client_without_an_id_gets_one()
    {
        await using var muster = await TestMuster.StartAsync();
        using var old = new RawClient(muster.MqttPort, "");
        using var other = new RawClient(muster.MqttPort, "");
        await using var modern = await muster.ConnectAsync("");

        Assert.Equal([0, 0], old.Read()!.Value.Body);
        Assert.Equal([0, 0], other.Read()!.Value.Body);
        Assert.StartsWith("auto-", modern.Connected.AssignedClientIdentifier, StringComparison.Ordinal);
        Assert.Equal(3, await muster.MetricAsync("muster_mqtt_connections"));
    }

    [Fact]
    public async Task A_robot_that_was_away_gets_what_was_sent_meanwhile()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var sender = await muster.ConnectAsync("sender");
        var robot = await muster.ConnectAsync("r1", configure: o => o.WithCleanStart(false).WithSessionExpiryInterval(3600));
        await robot.SubscribeAsync("robots/r1/commands");
        await robot.DisconnectAsync();

        await sender.PublishAsync("robots/r1/commands", "first");
        await sender.PublishAsync("robots/r1/commands", "second");
        await using var back = await muster.ConnectAsync("r1", configure: o => o.WithCleanStart(false).WithSessionExpiryInterval(3600));

        Assert.True(back.Connected.IsSessionPresent);
        Assert.Equal("first", await back.NextTextAsync());
        Assert.Equal("second", await back.NextTextAsync());
    }

    [Fact]
    public async Task A_clean_start_forgets_the_old_session()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var sender = await muster.ConnectAsync("sender");
        var robot = await muster.ConnectAsync("r1", MqttProtocolVersion.V311, o => o.WithCleanSession(false));
        await robot.SubscribeAsync("robots/r1/commands");
        await robot.DisconnectAsync();
        await sender.PublishAsync("robots/r1/commands", "old");

        await using var back = await muster.ConnectAsync("r1", MqttProtocolVersion.V311, o => o.WithCleanSession(true));
        Assert.False(back.Connected.IsSessionPresent);
        await back.SubscribeAsync("robots/r1/commands");
        await sender.PublishAsync("robots/r1/commands", "new");

        Assert.Equal("new", await back.NextTextAsync());
        Assert.False(back.HasMail);
    }

    [Fact]
    public async Task Retained_messages_outlive_a_restart_until_they_are_cleared()
    {
        var data = Directory.CreateTempSubdirectory("muster-test-").FullName;
        try
        {
            await using (var muster = await TestMuster.StartAsync(data))
            {
                await using var sender = await muster.ConnectAsync("sender");
                await sender.PublishAsync("maps/hall-1", "v1", retain: true);
                await sender.PublishAsync("maps/hall-1", "v2", retain: true);
                await sender.PublishAsync("maps/hall-2", "gone", retain: true);
                await sender.PublishAsync("maps/hall-2", "", retain: true);
                await sender.ReportAsync("r1", "ONLINE");
            }

            await using (var muster = await TestMuster.StartAsync(data))
            {
                await using var late = await muster.ConnectAsync("late");
                await late.SubscribeAsync("maps/#");
                var kept = await late.NextAsync();
                Assert.Equal("maps/hall-1", kept.Topic);
                Assert.True(kept.Retain);
                Assert.Equal("v2", kept.ConvertPayloadToString());

                await late.SubscribeAsync("fleet/robots/+");
                Assert.Contains("\"ONLINE\"", await late.NextTextAsync(), StringComparison.Ordinal);
                Assert.False(late.HasMail);
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
