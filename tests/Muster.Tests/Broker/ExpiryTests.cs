using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Muster.Fleet.Messages;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

/// <summary>A message whose expiry interval has passed is not delivered (MQTT 5, section 3.3.2.3.3).</summary>
public sealed class ExpiryTests
{
    private const string Commands = "robots/r1/commands";

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Work_queued_while_a_robot_was_down_does_not_start_by_surprise_when_it_returns(MqttProtocolVersion version)
    {
        await using var bench = await BrokerBench.StartAsync();
        await bench.LeaveAsync("r1", Commands, version);
        var now = bench.Clock.GetUtcNow();
        var make = new RobotCommand("o1/1", CommandName.ExecuteOrder, now, new CommandOrder("o1", 1), ExpiresAt: now.AddSeconds(30));
        await bench.Sender.SendAsync(FleetMessages.Command("r1", make), CancellationToken.None);
        await using var terminal = await bench.ConnectAsync("terminal");
        await PublishAsync(terminal, Commands, "by hand", expires: 30);

        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await using var back = await bench.ConnectAsync("r1", version, isLasting: true);
        await bench.SendAsync(Commands, "fresh", TimeSpan.FromSeconds(30));

        Assert.True(back.Connected.IsSessionPresent);
        Assert.Equal("fresh", await back.NextTextAsync());
        Assert.False(back.HasMail);
        Assert.Equal(2, bench.Expired);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, 0)]
    [InlineData(MqttProtocolVersion.V500, 18)]
    public async Task Work_that_is_still_good_is_delivered_with_what_is_left_of_its_time(MqttProtocolVersion version, uint left)
    {
        await using var bench = await BrokerBench.StartAsync();
        await bench.LeaveAsync("r1", Commands, version);
        await bench.SendAsync(Commands, "late", TimeSpan.FromSeconds(30));
        await bench.SendAsync(Commands, "any time");

        bench.Clock.Advance(TimeSpan.FromSeconds(12));
        await using var back = await bench.ConnectAsync("r1", version, isLasting: true);

        Assert.Equal(left, (await back.NextAsync()).MessageExpiryInterval);
        Assert.Equal(0u, (await back.NextAsync()).MessageExpiryInterval);
        Assert.Equal(0, bench.Expired);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(1000, false)]
    public async Task An_interval_passes_neither_early_nor_late(int milliseconds, bool isDelivered)
    {
        await using var bench = await BrokerBench.StartAsync();
        bench.Clock.Advance(TimeSpan.FromMilliseconds(700));
        await bench.LeaveAsync("r1", Commands, MqttProtocolVersion.V500);
        await bench.SendAsync(Commands, "short", TimeSpan.FromSeconds(1));
        await bench.SendAsync(Commands, "last");

        bench.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await using var back = await bench.ConnectAsync("r1", isLasting: true);

        Assert.Equal(isDelivered ? "short" : "last", await back.NextTextAsync());
    }

    [Fact]
    public async Task What_expired_before_it_was_sent_is_not_sent()
    {
        await using var bench = await BrokerBench.StartAsync();
        await using var robot = await bench.ConnectAsync("r1");
        await robot.SubscribeAsync(Commands);

        await bench.SendAsync(Commands, "too late", TimeSpan.Zero);
        await bench.SendAsync(Commands, "too late", TimeSpan.FromSeconds(-1));
        await bench.SendAsync(Commands, "in time", TimeSpan.FromMilliseconds(1));

        Assert.Equal("in time", await robot.NextTextAsync());
        Assert.Equal(2, bench.Expired);
    }

    [Theory]
    [InlineData(MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttQualityOfServiceLevel.ExactlyOnce)]
    public async Task Clients_messages_expire_at_each_quality_of_service_that_is_queued(MqttQualityOfServiceLevel quality)
    {
        await using var bench = await BrokerBench.StartAsync();
        await using (var robot = await bench.ConnectAsync("r1", isLasting: true))
        {
            await robot.Raw.SubscribeAsync("mine/#", quality);
            await robot.DisconnectAsync();
        }

        await using var sender = await bench.ConnectAsync("sender");
        await PublishAsync(sender, "mine/a", "old", expires: 5, quality);
        await PublishAsync(sender, "mine/a", "older", expires: 4, quality);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await using var back = await bench.ConnectAsync("r1", isLasting: true);
        await PublishAsync(sender, "mine/a", "new", expires: 5, quality);

        var message = await back.NextAsync();
        Assert.Equal("new", message.ConvertPayloadToString());
        Assert.Equal(quality, message.QualityOfServiceLevel);
        Assert.Equal(2, bench.Expired);
    }

    [Fact]
    public async Task Expired_messages_give_their_room_in_the_queue_back_to_a_client_that_says_nothing()
    {
        await using var bench = await BrokerBench.StartAsync();
        await bench.LeaveAsync("r1", Commands, MqttProtocolVersion.V311);
        await FillAsync(bench);

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        using var silent = new RawClient(bench.Port, "r1", flags: 0);
        Assert.Equal([1, 0], silent.Read()!.Value.Body);
        await Eventually.TrueAsync(() => Task.FromResult(bench.Expired == 128), "all have expired");
        await bench.SendAsync(Commands, "fresh");

        Assert.EndsWith("fresh", Text(silent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_message_is_counted_once_however_often_the_session_is_resumed()
    {
        await using var bench = await BrokerBench.StartAsync();
        await bench.LeaveAsync("r1", Commands, MqttProtocolVersion.V311);
        await FillAsync(bench);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.SendAsync(Commands, "is dropped, as the queue is full while the robot is away");

        for (var i = 0; i < 3; i++)
        {
            using var silent = new RawClient(bench.Port, "r1", flags: 0);
            Assert.Equal([1, 0], silent.Read()!.Value.Body);
            await Eventually.TrueAsync(() => Task.FromResult(bench.Expired == 128), "all have expired");
            await bench.SendAsync(Commands, $"fresh {i}");
            Assert.EndsWith("fresh 0", Text(silent), StringComparison.Ordinal);
            silent.Abort();
        }

        // The queue holds as much as before: nothing was given back twice.
        await FillAsync(bench);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var back = await bench.ConnectAsync("r1", MqttProtocolVersion.V311, isLasting: true);
        Assert.Equal("fresh 0", await back.NextTextAsync());
        Assert.Equal("fresh 1", await back.NextTextAsync());
        Assert.Equal("fresh 2", await back.NextTextAsync());
        await bench.SendAsync(Commands, "last");
        Assert.Equal("last", await back.NextTextAsync());
        Assert.Equal(128 + 127, bench.Expired);
    }

    [Fact]
    public async Task A_message_that_was_not_acknowledged_is_not_sent_again_when_it_has_expired()
    {
        await using var bench = await BrokerBench.StartAsync();
        await bench.LeaveAsync("r1", Commands, MqttProtocolVersion.V311);
        await bench.SendAsync(Commands, "first", TimeSpan.FromSeconds(10));
        using (var robot = new RawClient(bench.Port, "r1", flags: 0))
        {
            robot.Read();
            Assert.EndsWith("first", Text(robot), StringComparison.Ordinal);
            robot.Abort();
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await using var back = await bench.ConnectAsync("r1", MqttProtocolVersion.V311, isLasting: true);
        await bench.SendAsync(Commands, "second");

        Assert.Equal("second", await back.NextTextAsync());
    }

    internal static Task PublishAsync(
        TestClient client, string topic, string payload, uint expires, MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtLeastOnce, bool retain = false) =>
        client.Raw.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(quality).WithMessageExpiryInterval(expires).WithRetainFlag(retain).Build());

    /// <summary>16 MiB of messages of 128 KiB that are good for ten seconds: all that may wait for one client.</summary>
    private static async Task FillAsync(BrokerBench bench)
    {
        var payload = new string('x', 128 * 1024);
        for (var i = 0; i < 128; i++)
        {
            await bench.SendAsync(Commands, payload, TimeSpan.FromSeconds(10));
        }
    }

    private static string Text(RawClient client) => System.Text.Encoding.UTF8.GetString(client.Read()!.Value.Body);
}
