using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Rules;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

public sealed class UpdateStatusTests
{
    private readonly FunctionBench _bench = new();

    [Fact]
    public async Task Report_becomes_the_robots_row()
    {
        var outcome = await _bench.UpdateStatusAsync("""{"name":"r1","status":"ONLINE"}""");

        Assert.Equal(FunctionOutcome.Accepted, outcome);

        // The sweep looks again when the heartbeat's time-out is over.
        AssertSame(Bare() with { Due = Noon.AddSeconds(90) }, await _bench.FindAsync("r1"));
    }

    [Fact]
    public async Task Change_is_announced_and_retained()
    {
        await _bench.UpdateStatusAsync("""{"name":"r1","status":"ONLINE","order":"o1","battery":80,"position":{"x":1,"y":2}}""");

        var (message, json) = _bench.Sender.Single();
        Assert.Equal("fleet/robots/r1", message.Topic);
        Assert.True(message.Retain);
        Assert.Equal("r1", json.GetProperty("name").GetString());
        Assert.Equal("WORKING", json.GetProperty("status").GetString());
        Assert.Equal("o1", json.GetProperty("order").GetString());
        Assert.Equal(80, json.GetProperty("battery").GetDouble());
        Assert.Equal(2, json.GetProperty("position").GetProperty("y").GetDouble());
        Assert.Equal(1, json.GetProperty("version").GetInt64());
        Assert.Equal(Noon, json.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(Noon, json.GetProperty("lastSeen").GetDateTimeOffset());
        Assert.False(json.TryGetProperty("site", out _));
    }

    [Fact]
    public async Task Same_report_again_is_accepted_and_announces_nothing()
    {
        const string Json = """{"name":"r1","status":"ONLINE","battery":80,"at":"2026-01-31T12:00:00Z"}""";
        await _bench.UpdateStatusAsync(Json);
        _bench.Sender.Sent.Clear();

        Assert.Equal(FunctionOutcomeKind.Accepted, (await _bench.UpdateStatusAsync(Json)).Kind);
        Assert.Empty(_bench.Sender.Sent);
    }

    [Fact]
    public async Task Stale_report_is_told_as_such_and_announces_nothing()
    {
        await _bench.UpdateStatusAsync("""{"name":"r1","status":"ONLINE","at":"2026-01-31T12:00:00Z"}""");
        _bench.Sender.Sent.Clear();

        var outcome = await _bench.UpdateStatusAsync("""{"name":"r1","status":"FAULT","at":"2026-01-31T11:59:59Z"}""");

        Assert.Equal(FunctionOutcome.Stale, outcome);
        Assert.Empty(_bench.Sender.Sent);
        Assert.Equal(RobotStatus.Online, (await _bench.FindAsync("r1"))!.Status);
    }

    [Fact]
    public async Task Telemetry_is_announced_once_a_second()
    {
        for (var battery = 80; battery > 70; battery--)
        {
            await _bench.UpdateStatusAsync($$"""{"name":"r1","status":"ONLINE","battery":{{battery}}}""");
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(5, _bench.Sender.Sent.Count);
    }

    [Fact]
    public async Task Functions_are_found_by_their_names()
    {
        using var http = new WebhookClients();
        var notify = new Notify(_bench.Fleet, http, null, new NotificationLog(_ => { }, _ => { }));
        var table = FunctionTable.Create(_bench.Fleet, new Steward(_bench.Fleet), notify);

        var outcome = await table["update-status"](new FunctionEvent("""{"name":"r1","status":"ONLINE"}"""u8.ToArray()), CancellationToken.None);

        Assert.Equal(FunctionOutcome.Accepted, outcome);
        Assert.Equal(["notify", "place-order", "presence", "sweep", "track-order", "update-status"], table.Keys.Order());
        Assert.All(FleetRules.BuiltIn, r => Assert.Contains(r.Function, table.Keys));
    }
}
