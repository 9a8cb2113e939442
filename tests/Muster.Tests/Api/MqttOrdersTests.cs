using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Protocol;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>Orders of a terminal at the site: <c>sites/{site}/orders</c>, answered on MQTT 5's response topic.</summary>
public sealed class MqttOrdersTests
{
    private static readonly byte[] Correlation = [0, 255, 7];

    [Fact]
    public async Task A_terminal_hears_of_its_order_with_its_correlation_data()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        await using var terminal = await TerminalAsync(muster);

        await PublishAsync(terminal, """{"item": "latte", "customer": {"reference": "table 4"}, "expires": "30m"}""");

        var (answer, correlation) = await AnswerAsync(terminal);
        var id = (string)answer["order"]!["id"]!;
        Assert.Equal(Correlation, correlation);
        Assert.Equal(("munich", "latte", "table 4"), ((string?)answer["order"]!["site"], (string?)answer["order"]!["item"], (string?)answer["order"]!["customer"]!["reference"]));
        Assert.Equal(id, (string?)(await robot.CommandAsync())["order"]!["id"]);
        Assert.Equal("ASSIGNED", (string?)(await muster.GetAsync($"/api/orders/{id}"))["state"]);
    }

    [Fact]
    public async Task An_order_without_a_response_topic_is_taken_too()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var terminal = await muster.ConnectAsync("terminal", MQTTnet.Formatter.MqttProtocolVersion.V311);

        await terminal.PublishAsync("sites/munich/orders", """{"item": "latte"}""");

        Assert.Equal("munich", (string?)Assert.Single((await muster.GetAsync("/api/orders"))["items"]!.AsArray())!["site"]);
    }

    [Theory]
    [InlineData("""{"item": 7}""", "wrong-type", "item")]
    [InlineData("{}", "missing-field", "item")]
    [InlineData("coffee", "invalid-json", null)]
    [InlineData("""{"item": "latte", "site": "oslo"}""", "name-mismatch", "site")]
    public async Task A_terminal_hears_why_its_order_was_refused(string payload, string code, string? field)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var terminal = await TerminalAsync(muster);

        var result = await PublishAsync(terminal, payload);

        var (answer, _) = await AnswerAsync(terminal);
        Assert.Equal((code, field), ((string?)answer["error"]!["code"], (string?)answer["error"]!["field"]));
        Assert.NotEmpty((string)answer["error"]!["reason"]!);
        Assert.False(result.IsSuccess);
        Assert.Empty((await muster.GetAsync("/api/orders"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_places_one_order()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var terminal = await TerminalAsync(muster);

        await PublishAsync(terminal, """{"item": "latte", "key": "k1"}""");
        await PublishAsync(terminal, """{"item": "latte", "key": "k1"}""");
        await PublishAsync(terminal, """{"item": "tea", "key": "k1"}""");

        var (first, again, other) = (await AnswerAsync(terminal), await AnswerAsync(terminal), await AnswerAsync(terminal));
        Assert.Equal((string?)first.Json["order"]!["id"], (string?)again.Json["order"]!["id"]);
        Assert.Equal("key-reused", (string?)other.Json["error"]!["code"]);
    }

    [Theory]
    [InlineData("robots/r1/commands", """{"item": "latte"}""")]
    [InlineData("robots/r1/commands", """{"item": 7}""")]
    [InlineData("fleet/robots/r1", "{}")]
    [InlineData("$aws/events/presence/disconnected/r1", """{"item": "latte"}""")]
    public async Task A_terminal_cannot_make_the_fleet_speak_in_its_own_name(string topic, string payload)
    {
        await using var muster = await TestMuster.StartAsync();
        await using var terminal = await TerminalAsync(muster);
        await using var listener = await muster.ConnectAsync("listener");
        await listener.SubscribeAsync("robots/r1/commands", "fleet/robots/r1", "$aws/events/presence/disconnected/r1", "end");

        var result = await PublishAsync(terminal, payload, topic);
        await terminal.PublishAsync("end", "end");

        Assert.Equal("end", await listener.NextTextAsync());
        Assert.False(result.IsSuccess);
        Assert.Empty((await muster.GetAsync("/api/orders"))["items"]!.AsArray());
    }

    private static async Task<TestClient> TerminalAsync(TestMuster muster)
    {
        var terminal = await muster.ConnectAsync("terminal");
        await terminal.SubscribeAsync("terminals/1/answers");
        return terminal;
    }

    private static Task<MqttClientPublishResult> PublishAsync(TestClient terminal, string payload, string topic = "terminals/1/answers") =>
        terminal.Raw.PublishAsync(new MqttApplicationMessage
        {
            Topic = "sites/munich/orders",
            Payload = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ResponseTopic = topic,
            CorrelationData = Correlation,
        });

    private static async Task<(JsonNode Json, byte[] Correlation)> AnswerAsync(TestClient terminal)
    {
        var message = await terminal.NextAsync();
        return (JsonNode.Parse(Encoding.UTF8.GetString(message.Payload.ToArray()))!, message.CorrelationData.ToArray());
    }
}
