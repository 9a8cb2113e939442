using System.Text;
using System.Text.Json.Nodes;
using MQTTnet;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"name": "other", "status": "ONLINE"}""", MqttClientPublishReasonCode.NotAuthorized, "name-mismatch", "the topic is r1's")]
    [InlineData("""{"name": "r1", "status": "DANCING"}""", MqttClientPublishReasonCode.PayloadFormatInvalid, "invalid-value", "DANCING")]
    [InlineData("""{"name": "r1", "status": "WORKING"}""", MqttClientPublishReasonCode.PayloadFormatInvalid, "invalid-value", "never reported")]
    [InlineData("""{"name": "r1", "status": 1}""", MqttClientPublishReasonCode.PayloadFormatInvalid, "wrong-type", "\"status\" is the number 1")]
    [InlineData("""{"name": "r1"}""", MqttClientPublishReasonCode.PayloadFormatInvalid, "missing-field", "\"status\" is missing")]
    [InlineData("not json", MqttClientPublishReasonCode.PayloadFormatInvalid, "invalid-json", "line 1")]
    public async Task A_refused_report_is_answered_with_its_reason(string payload, MqttClientPublishReasonCode code, string wireCode, string reason)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");
        await robot.SubscribeAsync("robots/r1/rejected");

        var result = await robot.PublishAsync("robots/r1/status", payload);

        Assert.Equal(code, result.ReasonCode);
        Assert.Contains(reason, result.ReasonString, StringComparison.Ordinal);
        var rejection = JsonNode.Parse(await robot.NextTextAsync())!;
        Assert.Equal("robots/r1/status", (string?)rejection["topic"]);
        Assert.Equal(wireCode, (string?)rejection["code"]);
        Assert.Equal(result.ReasonString, (string?)rejection["reason"]);
        Assert.NotNull(rejection["at"]);
        Assert.Equal(1, await muster.MetricAsync("muster_messages_total", "outcome=\"refused\""));
        Assert.Null(await muster.FindAsync("r1"));
        Assert.Null(await muster.FindAsync("other"));
    }

    [Theory]
    [InlineData("fleet/robots/r1", "what the fleet says")]
    [InlineData("$SYS/broker/uptime", "the broker's own")]
    [InlineData("$aws/events/presence/disconnected/r1", "the broker's own")]
    [InlineData("$aws/rules/no_such_rule/robots/r1/status", "no rule of that name")]
    [InlineData("$aws/rules/presence/made/up", "no rule of that name for clients")]
    public async Task Nobody_publishes_where_only_the_fleet_speaks(string topic, string reason)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");
        await robot.ReportAsync("r1", "ONLINE");

        var result = await robot.PublishAsync(topic, "{}");

        Assert.Equal(MqttClientPublishReasonCode.TopicNameInvalid, result.ReasonCode);
        Assert.Contains(reason, result.ReasonString, StringComparison.Ordinal);
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task A_robot_s_name_in_the_topic_keeps_the_rule_for_names()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("gateway");
        var longest = new string('x', 64);

        Assert.True((await robot.ReportAsync(longest, "ONLINE")).IsSuccess);
        Assert.True((await robot.ReportAsync("a_b.c:d-9", "ONLINE")).IsSuccess);
        Assert.Equal(MqttClientPublishReasonCode.TopicNameInvalid, (await robot.ReportAsync(longest + "x", "ONLINE")).ReasonCode);
        Assert.Equal(MqttClientPublishReasonCode.TopicNameInvalid, (await robot.ReportAsync("robot 1", "ONLINE")).ReasonCode);
        Assert.Equal(MqttClientPublishReasonCode.TopicNameInvalid, (await robot.ReportAsync("röbot", "ONLINE")).ReasonCode);
    }

    [Fact]
    public async Task A_payload_of_128_KiB_is_taken_and_one_byte_more_is_refused()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");
        await robot.SubscribeAsync("robots/r1/rejected");
        var report = """{"name": "r1", "status": "ONLINE"}""";
        var most = Encoding.UTF8.GetBytes(report.PadRight(128 * 1024));

        Assert.True((await robot.PublishAsync("robots/r1/status", most)).IsSuccess);
        var refused = await robot.PublishAsync("robots/r1/status", [.. most, (byte)' ']);
        var elsewhere = await robot.PublishAsync("camera/r1", [.. most, (byte)' ']);

        Assert.Equal(MqttClientPublishReasonCode.QuotaExceeded, refused.ReasonCode);
        Assert.Contains("131073 bytes", refused.ReasonString, StringComparison.Ordinal);
        Assert.Equal("payload-too-large", (string?)JsonNode.Parse(await robot.NextTextAsync())!["code"]);
        Assert.Equal(MqttClientPublishReasonCode.QuotaExceeded, elsewhere.ReasonCode);
    }

    [Fact]
    public async Task A_packet_beyond_all_limits_ends_its_connection_and_no_other()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");
        using var rude = new RawClient(muster.MqttPort, "rude");
        rude.Read();

        // A PUBLISH that announces 256 MB.
        rude.Send([0x32, 0xFF, 0xFF, 0xFF, 0x7F]);

        Assert.Null(rude.Read());
        Assert.True((await robot.ReportAsync("r1", "ONLINE")).IsSuccess);
    }

    [Theory]
    [InlineData(new byte[] { 0x32, 3, 0, 1, 97 })] // QoS 1 that ends before its packet identifier
    [InlineData(new byte[] { 0x36, 5, 0, 1, 97, 0, 1 })] // QoS 3
    [InlineData(new byte[] { 0x32, 5, 0, 1, 0xFF, 0, 1 })] // a topic that is not UTF-8
    [InlineData(new byte[] { 0x32, 2, 0, 9 })] // a topic longer than the packet
    [InlineData(new byte[] { 0x32, 0x80, 0x80, 0x80, 0x80, 1 })] // a length of five bytes
    [InlineData(new byte[] { 0x10, 14, 0, 4, 77, 81, 84, 84, 4, 2, 0, 0, 0, 2, 114, 49 })] // a second CONNECT
    [InlineData(new byte[] { 0xD0, 0 })] // PINGRESP from a client
    [InlineData(new byte[] { 0x00, 0 })] // no packet type
    public async Task Broken_packets_end_their_connection_and_no_other(byte[] packet)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1");
        using var broken = new RawClient(muster.MqttPort, "broken");
        broken.Read();

        broken.Send(packet);

        Assert.Null(broken.Read());
        Assert.True((await robot.ReportAsync("r1", "ONLINE")).IsSuccess);
    }

    [Fact]
    public async Task An_older_client_gets_a_plain_acknowledgement_and_the_reason_on_its_topic()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1", MQTTnet.Formatter.MqttProtocolVersion.V311);
        await robot.SubscribeAsync("robots/r1/rejected");

        await robot.PublishAsync("robots/r1/status", "[]");

        Assert.Contains("a report is a JSON object", await robot.NextTextAsync(), StringComparison.Ordinal);
    }
}
