using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Each_change_of_a_robot_is_announced_in_order()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("fleet/robots/+");
        await using var robot = await muster.ConnectAsync("r1");

        string[] statuses = ["ONLINE", "CHARGING", "PAUSED", "FAULT", "ONLINE", "OFFLINE"];
        foreach (var status in statuses)
        {
            await robot.ReportAsync("r1", status);
        }

        foreach (var status in statuses)
        {
            var message = await watcher.NextAsync();
            Assert.Equal("fleet/robots/r1", message.Topic);
            Assert.Contains($"\"status\":\"{status}\"", message.ConvertPayloadToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_that_changes_nothing_is_not_announced()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("fleet/robots/+");
        await using var robot = await muster.ConnectAsync("r1");

        await robot.ReportAsync("r1", "ONLINE");
        await robot.ReportAsync("r1", "ONLINE");
        await robot.ReportAsync("r1", "PAUSED");

        Assert.Contains("ONLINE", await watcher.NextTextAsync(), StringComparison.Ordinal);
        Assert.Contains("PAUSED", await watcher.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Robots_own_messages_reach_those_who_listen_to_them()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var tool = await muster.ConnectAsync("tool");
        await tool.SubscribeAsync("robots/+/status");
        await using var robot = await muster.ConnectAsync("r1");

        await robot.ReportAsync("r1", "ONLINE");

        Assert.Equal("""{"name": "r1", "status": "ONLINE"}""", await tool.NextTextAsync());
    }

    [Fact]
    public async Task Basic_ingest_reaches_its_rule_and_no_subscriber()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var tool = await muster.ConnectAsync("tool");
        await tool.SubscribeAsync("robots/+/status", "#");
        await using var robot = await muster.ConnectAsync("r1");

        var result = await robot.PublishAsync("$aws/rules/update_status/robots/r1/status", """{"name": "r1", "status": "CHARGING"}""");
        await robot.PublishAsync("after", "it");

        Assert.True(result.IsSuccess);
        Assert.Equal("CHARGING", await muster.StatusAsync("r1"));
        Assert.Equal("fleet/robots/r1", (await tool.NextAsync()).Topic);
        Assert.Equal("after", (await tool.NextAsync()).Topic);
    }

    [Fact]
    public async Task A_message_comes_once_however_many_filters_match_it()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var client = await muster.ConnectAsync("client");
        await client.SubscribeAsync("a/+", "a/#", "a/b");

        await client.PublishAsync("a/b", "1");
        await client.PublishAsync("a/b", "2");

        Assert.Equal("1", await client.NextTextAsync());
        Assert.Equal("2", await client.NextTextAsync());
    }

    [Fact]
    public async Task Grants_are_answered_in_the_order_of_the_filters()
    {
        await using var muster = await TestMuster.StartAsync();
        using var client = new RawClient(muster.MqttPort, "client");
        client.Read();

        static byte[] Filter(string filter, byte qos) => [0, (byte)filter.Length, .. Encoding.UTF8.GetBytes(filter), qos];
        client.Send(RawClient.Packet(0x82, [0, 9, .. Filter("a", 0), .. Filter("b", 2), .. Filter("c", 1)]));

        Assert.Equal([0, 9, 0, 2, 1], client.Read()!.Value.Body);
    }

    [Fact]
    public async Task No_local_and_retain_as_published_are_kept()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var client = await muster.ConnectAsync("client");
        await using var other = await muster.ConnectAsync("other");
        await client.Raw.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(f => f.WithTopic("news/#").WithNoLocal().WithRetainAsPublished())
            .Build());

        await client.PublishAsync("news/mine", "x");
        await other.PublishAsync("news/theirs", "y", retain: true);

        var message = await client.NextAsync();
        Assert.Equal("news/theirs", message.Topic);
        Assert.True(message.Retain);
    }

    [Fact]
    public async Task Properties_of_MQTT_5_reach_the_subscriber()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var client = await muster.ConnectAsync("client");
        await client.Raw.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter("ask").WithSubscriptionIdentifier(42).Build());

        await client.Raw.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic("ask").WithPayload("?").WithResponseTopic("answers/1").WithCorrelationData([1, 2]).WithUserProperty("k", Encoding.UTF8.GetBytes("v")).WithContentType("text/plain")
            .Build());

        var message = await client.NextAsync();
        Assert.Equal("answers/1", message.ResponseTopic);
        Assert.Equal([1, 2], message.CorrelationData);
        Assert.Equal("k", message.UserProperties.Single().Name);
        Assert.Equal("text/plain", message.ContentType);
        Assert.Equal([42u], message.SubscriptionIdentifiers);
    }

    [Fact]
    public async Task A_topic_alias_stands_for_its_topic()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");

        await robot.Raw.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic("robots/r1/status").WithTopicAlias(1).WithPayload("""{"name": "r1", "status": "ONLINE"}""").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        await robot.Raw.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopicAlias(1).WithPayload("""{"name": "r1", "status": "PAUSED"}""").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());

        Assert.Equal("PAUSED", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task What_is_unsubscribed_does_not_come()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var client = await muster.ConnectAsync("client");
        await client.SubscribeAsync("a", "b");
        await client.Raw.UnsubscribeAsync("a");

        await client.PublishAsync("a", "1");
        await client.PublishAsync("b", "2");

        Assert.Equal("2", await client.NextTextAsync());
    }

    [Fact]
    public async Task A_subscriber_that_never_reads_costs_no_more_than_its_queue()
    {
        await using var muster = await TestMuster.StartAsync();
        using var deaf = new RawClient(muster.MqttPort, "deaf");
        deaf.Read();
        deaf.Subscribe("flood/#", 1);
        await using var good = await muster.ConnectAsync("good");
        await good.SubscribeAsync("flood/last");
        await using var sender = await muster.ConnectAsync("sender");
        var payload = new byte[64 * 1024];

        // 64 MiB, of which 16 MiB may wait.
        for (var i = 0; i < 1024; i++)
        {
            await sender.PublishAsync("flood/data", payload);
        }

        await sender.PublishAsync("flood/last", "x");

        Assert.Equal("x", await good.NextTextAsync());
        var dropped = await muster.MetricAsync("muster_mqtt_dropped_total");
        Assert.InRange(dropped, 700, 1024);
    }
}
