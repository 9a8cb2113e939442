using System.Text;
using System.Text.Json;
using MQTTnet.Protocol;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class RepublishTests
{
    [Fact]
    public async Task What_a_rule_selects_is_published_where_its_topic_says()
    {
        await using var muster = await StartAsync(Rule("hot", "SELECT name, battery, topic(2) AS robot FROM 'robots/+/status' WHERE battery < 15", Republish("warnings/${topic(2)}/${battery}", ", \"qos\": 1")));
        await using var client = await muster.ConnectAsync();
        await client.SubscribeAsync("warnings/#");

        await client.ReportAsync("r1", "ONLINE", """, "battery": 80""");
        await client.ReportAsync("r1", "ONLINE", """, "battery": 14""");

        var warning = await client.NextAsync();
        Assert.Equal(("warnings/r1/14", MqttQualityOfServiceLevel.AtLeastOnce), (warning.Topic, warning.QualityOfServiceLevel));
        Assert.Equal("""{"name":"r1","battery":14,"robot":"r1"}""", Encoding.UTF8.GetString(warning.Payload));
        Assert.False(client.HasMail);
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task Retained_one_is_there_for_those_who_subscribe_later()
    {
        await using var muster = await StartAsync(Rule("keep", "SELECT * FROM 'a/+'", Republish("kept/${topic(2)}", ", \"retain\": true")));
        await using var client = await muster.ConnectAsync();
        await client.PublishAsync("a/x", "{\"n\":1}");
        await client.SubscribeAsync("kept/#");

        var kept = await client.NextAsync();
        Assert.Equal(("kept/x", true), (kept.Topic, kept.Retain));
    }

    [Fact]
    public async Task What_is_republished_goes_through_the_rules_again()
    {
        await using var muster = await StartAsync($"""
            {Rule("legacy", "SELECT topic(2) AS name, state AS status FROM 'legacy/+/state'", Republish("robots/${topic(2)}/status"))},
            {Rule("log", "SELECT name FROM 'robots/+/status'", File("names.jsonl"))}
            """);
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("legacy/old-1/state", """{"state": "CHARGING"}""");

        Assert.Equal("CHARGING", await muster.StatusAsync("old-1"));
        Assert.Equal(["""{"name":"old-1"}"""], Lines(muster, "names.jsonl"));
    }

    [Fact]
    public async Task Rules_that_go_round_in_circles_are_stopped()
    {
        await using var muster = await StartAsync($"""
            {Rule("ping", "SELECT * FROM 'loop/a'", Republish("loop/b"))},
            {Rule("pong", "SELECT * FROM 'loop/b'", Republish("loop/a"), File("stopped.jsonl"))}
            """);
        await using var client = await muster.ConnectAsync();
        await client.SubscribeAsync("loop/#");

        await client.PublishAsync("loop/a", "{}");

        // The client's own, and ten more.
        for (var i = 0; i <= 10; i++)
        {
            await client.NextAsync();
        }

        Assert.False(client.HasMail);
        Assert.Equal(1, await muster.MetricAsync("muster_rule_actions_total", "outcome=\"failed\""));
    }

    [Fact]
    public async Task Rules_that_multiply_a_message_are_stopped()
    {
        var actions = string.Join(", ", Enumerable.Repeat(Republish("many"), 5));
        await using var muster = await StartAsync(Rule("many", "SELECT * FROM 'many'", actions));
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("many", "{}");

        Assert.Equal(100, await muster.MetricAsync("muster_rule_actions_total", "outcome=\"succeeded\""));
    }

    [Theory]
    [InlineData("fleet", "fleet/ are what the fleet says")]
    [InlineData("$SYS", "begin with $ are the broker's own")]
    [InlineData("", "at least one character")]
    public async Task Topic_that_is_not_for_rules_is_a_failure(string first, string words)
    {
        var topic = first.Length == 0 ? "${first}" : "${first}/x";
        await using var muster = await StartAsync(Rule("any", "SELECT * FROM 'in'", Republish(topic), File("errors.jsonl")));
        await using var client = await muster.ConnectAsync("sender");

        var published = await client.PublishAsync("in", JsonSerializer.Serialize(new { first }));

        Assert.True(published.IsSuccess);
        using var error = JsonDocument.Parse(Assert.Single(Lines(muster, "errors.jsonl")));
        Assert.Contains(words, error.RootElement.GetProperty("failures")[0].GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_action_gets_the_message_in_the_form_of_AWS()
    {
        await using var muster = await StartAsync(Rule("any", "SELECT * FROM 'in/+'", Republish("out/${nobody}"), Republish("errors/${topic(1)}/${a}")));
        await using var client = await muster.ConnectAsync("sender");
        await client.SubscribeAsync("errors/#");

        await client.PublishAsync("in/1", """{"a": 1}""");

        var message = await client.NextAsync();
        // Its topic is filled in from the message, too.
        Assert.Equal("errors/in/1", message.Topic);
        Assert.Equal(
            """{"ruleName":"any","topic":"in/1","clientId":"sender","base64OriginalPayload":"eyJhIjogMX0=","failures":[{"failedAction":"RepublishAction","failedResource":"out/${nobody}","errorMessage":"the topic out/${nobody} has a value that is Undefined for this message"}]}""",
            Encoding.UTF8.GetString(message.Payload));
    }

    [Fact]
    public async Task What_a_built_in_rule_refuses_is_a_failure_of_the_action()
    {
        await using var muster = await StartAsync(Rule("bad", "SELECT topic(2) AS name, 'DANCING' AS status FROM 'legacy/+/state'", Republish("robots/${topic(2)}/status"), File("errors.jsonl")));
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("legacy/r1/state", "{}")).IsSuccess);

        Assert.Contains("DANCING", Assert.Single(Lines(muster, "errors.jsonl")), StringComparison.Ordinal);
        Assert.Null(await muster.FindAsync("r1"));
    }
}
