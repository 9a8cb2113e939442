using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

public sealed class UpdateStatusRefusalTests
{
    private readonly FunctionBench _bench = new();

    [Fact]
    public async Task Robot_is_told_why_its_report_was_refused()
    {
        var receivedAt = Noon.AddSeconds(5);

        var outcome = await _bench.PublishAsync("robots/r1/status", """{"name":"r1","status":"ONLINE","battery":"80"}""", receivedAt);

        Assert.Equal(FunctionOutcomeKind.Refused, outcome.Kind);
        Assert.Equal("battery", outcome.Refusal!.Field);
        var (message, json) = _bench.Sender.Single();
        Assert.Equal("robots/r1/rejected", message.Topic);
        Assert.False(message.Retain);
        Assert.Equal(["topic", "code", "reason", "at"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("robots/r1/status", json.GetProperty("topic").GetString());
        Assert.Equal("wrong-type", json.GetProperty("code").GetString());
        Assert.Equal(outcome.Refusal.Reason, json.GetProperty("reason").GetString());
        Assert.Equal(receivedAt, json.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Refused_report_changes_nothing()
    {
        await _bench.UpdateStatusAsync("""{"name":"r1","status":"ONLINE"}""");
        var before = await _bench.FindAsync("r1");

        await _bench.PublishAsync("robots/r1/status", """{"name":"r1","status":"FAULT","battery":-1}""", Noon.AddSeconds(1));

        Assert.Equal(before, await _bench.FindAsync("r1"));
    }

    [Fact]
    public async Task Refused_event_without_a_topic_is_told_to_nobody()
    {
        var outcome = await _bench.UpdateStatusAsync("""{"name":"r1"}""");

        Assert.Equal(RefusalCode.MissingField, outcome.Refusal!.Code);
        Assert.Empty(_bench.Sender.Sent);
    }

    [Fact]
    public async Task Reason_cut_in_the_middle_of_a_character_still_travels()
    {
        // 76 letters and then a surrogate pair: the quote is cut between its halves.
        var status = new string('x', 76) + "\U0001F916\U0001F916\U0001F916";

        await _bench.PublishAsync("robots/r1/status", $$"""{"name":"r1","status":"{{status}}"}""", Noon);

        Assert.Contains("xxx", _bench.Sender.Single().Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_a_failure_and_no_refusal()
    {
        var fleet = _bench.Fleet with { Store = new BrokenStore() };
        var update = new UpdateStatus(fleet, new Steward(fleet));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => update.HandleAsync(new FunctionEvent("""{"name":"r1","status":"ONLINE"}"""u8.ToArray()), CancellationToken.None).AsTask());
        Assert.Empty(_bench.Sender.Sent);
    }
}
