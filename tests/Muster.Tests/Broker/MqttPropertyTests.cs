using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;

namespace Muster.Tests.Broker;

/// <summary>MQTT 5's properties on their way from a client through a rule, and back in the answer.</summary>
public sealed class MqttPropertyTests
{
    private const string Sql = "SELECT *, get_mqtt_property('response_topic') AS r, get_mqtt_property('correlation_data') AS c, get_mqtt_property('content_type') AS t, get_mqtt_property('format_indicator') AS f FROM 'ask'";

    [Fact]
    public async Task Columns_of_a_rule_carry_the_properties_of_the_message()
    {
        var seen = Channel.CreateUnbounded<string?[]>();
        await using var bench = await BrokerBench.StartAsync(Sql, (e, _) =>
        {
            seen.Writer.TryWrite([e.Text("r"), e.Text("c"), e.Text("t"), e.Text("f")]);
            return ValueTask.FromResult(FunctionOutcome.Accepted);
        });
        await using var modern = await bench.ConnectAsync("modern");
        await using var old = await bench.ConnectAsync("old", MqttProtocolVersion.V311);

        await modern.Raw.PublishAsync(Ask().WithResponseTopic("answers/7").WithCorrelationData([0xFF, 0, 1]).WithContentType("application/json").WithPayloadFormatIndicator(MqttPayloadFormatIndicator.CharacterData).Build());
        await modern.Raw.PublishAsync(Ask().WithResponseTopic("answers/8").Build());
        await modern.Raw.PublishAsync(Ask().WithUserProperty("a", "b"u8.ToArray()).Build());
        await modern.Raw.PublishAsync(Ask().Build());
        await old.Raw.PublishAsync(Ask().Build());

        Assert.Equal(["answers/7", "/wAB", "application/json", "UTF8_DATA"], await seen.Reader.ReadAsync());
        Assert.Equal(["answers/8", null, null, null], await seen.Reader.ReadAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.All(await seen.Reader.ReadAsync(), Assert.Null);
        }
    }

    [Fact]
    public async Task An_answer_carries_the_correlation_data_of_its_question()
    {
        await using var bench = await BrokerBench.StartAsync();
        await using var modern = await bench.ConnectAsync("modern");
        await modern.SubscribeAsync("answers/#");
        await using var old = await bench.ConnectAsync("old", MqttProtocolVersion.V311);
        await old.SubscribeAsync("answers/#");
        var answer = new OutboundMessage("answers/7", "{}"u8.ToArray());

        await bench.Sender.SendAsync(answer with { CorrelationData = new byte[] { 0xFF, 0, 1 } }, CancellationToken.None);
        await bench.Sender.SendAsync(answer, CancellationToken.None);

        Assert.Equal([0xFF, 0, 1], (await modern.NextAsync()).CorrelationData);
        Assert.Null((await modern.NextAsync()).CorrelationData);
        Assert.Equal("{}", await old.NextTextAsync());
    }

    private static MqttApplicationMessageBuilder Ask() =>
        new MqttApplicationMessageBuilder().WithTopic("ask").WithPayload("{}").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
}
