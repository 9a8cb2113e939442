using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

/// <summary>The forms in which the event comes: bare, with the rule's columns in its JSON, with the columns beside it.</summary>
public sealed class UpdateStatusEventTests
{
    private readonly FunctionBench _bench = new();

    [Fact]
    public async Task Bare_event_arrives_when_the_function_gets_it()
    {
        await _bench.UpdateStatusAsync("""{"name":"r1","status":"ONLINE"}""");

        Assert.Equal(Noon, (await _bench.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Columns_in_the_JSON_are_the_topics_robot_and_the_brokers_time()
    {
        var receivedAt = Noon.AddSeconds(-3);

        var outcome = await _bench.UpdateStatusAsync(
            $$"""{"status":"ONLINE","topicRobot":"r1","receivedAt":{{receivedAt.ToUnixTimeMilliseconds()}}}""");

        Assert.Equal(FunctionOutcome.Accepted, outcome);
        Assert.Equal(receivedAt, (await _bench.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Columns_in_the_JSON_are_not_looked_for_inside_other_fields()
    {
        await _bench.UpdateStatusAsync("""{"extra":{"topicRobot":"r2"},"list":["topicRobot",{"receivedAt":0}],"name":"r1","status":"ONLINE"}""");

        Assert.Equal(Noon, (await _bench.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Name_that_is_not_the_column_is_refused()
    {
        var outcome = await _bench.UpdateStatusAsync("""{"name":"r2","status":"ONLINE","topicRobot":"r1"}""");

        Assert.Equal(RefusalCode.NameMismatch, outcome.Refusal!.Code);
        Assert.Equal("robots/r1/rejected", _bench.Sender.Single().Message.Topic);
    }

    [Fact]
    public async Task Columns_beside_the_payload_are_the_topics_robot_and_the_brokers_time()
    {
        var receivedAt = Noon.AddMilliseconds(123);

        Assert.Equal(FunctionOutcome.Accepted, await _bench.PublishAsync("robots/r1/status", """{"status":"ONLINE"}""", receivedAt));
        Assert.Equal(receivedAt, (await _bench.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Payload_cannot_pretend_to_be_a_column_in_process()
    {
        var outcome = await _bench.PublishAsync("robots/r1/status", """{"topicRobot":"r2","receivedAt":0,"name":"r1","status":"ONLINE"}""", Noon);

        Assert.Equal(FunctionOutcome.Accepted, outcome);
        Assert.Equal(Noon, (await _bench.FindAsync("r1"))!.LastSeen);
        Assert.Null(await _bench.FindAsync("r2"));
    }

    [Fact]
    public async Task Payload_cannot_report_for_another_robot_in_process()
    {
        var outcome = await _bench.PublishAsync("robots/r1/status", """{"topicRobot":"r2","name":"r2","status":"ONLINE"}""", Noon);

        Assert.Equal(RefusalCode.NameMismatch, outcome.Refusal!.Code);
        Assert.Equal("robots/r1/rejected", _bench.Sender.Single().Message.Topic);
        Assert.Null(await _bench.FindAsync("r2"));
    }

    [Theory]
    [InlineData("""{"name":"r1","status":"ONLINE","receivedAt":9223372036854775807}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","receivedAt":-9223372036854775808}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","receivedAt":1e999}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","receivedAt":"noon"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","topicRobot":"\ud800"}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","topicRobot":7}""")]
    [InlineData("""{"name":"r1","status":"ONLINE","topic\ud800Robot":"r1"}""")]
    [InlineData("""{"topicRobot":"r1","name":"r1" """)]
    [InlineData("""["topicRobot"]""")]
    [InlineData("")]
    public async Task Rubbish_in_the_place_of_columns_never_throws(string json)
    {
        var outcome = await _bench.UpdateStatusAsync(json);

        Assert.True(outcome.Kind is FunctionOutcomeKind.Accepted or FunctionOutcomeKind.Refused);
    }
}
