using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Functions;

public sealed class PresenceTests
{
    private static readonly long Later = Noon.AddSeconds(30).ToUnixTimeMilliseconds();

    private readonly FunctionBench _bench = new();

    [Fact]
    public async Task Lost_connection_is_stored_kept_in_history_and_announced()
    {
        await _bench.PutAsync(Full());

        Assert.Equal(FunctionOutcome.Accepted, await _bench.PresenceAsync(Gone()));

        Assert.Equal(RobotStatus.Offline, (await _bench.FindAsync("r1"))!.Status);
        var history = await _bench.Memory.ListHistoryAsync("r1", null, 10, CancellationToken.None);
        Assert.Equal(RobotEventCause.ConnectionLost, Assert.Single(history.Items).Cause);
        var (message, json) = _bench.Sender.Single();
        Assert.Equal(("fleet/robots/r1", true), (message.Topic, message.Retain));
        Assert.Equal("OFFLINE", json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Event_as_AWS_IoT_Core_sends_it_is_understood()
    {
        await _bench.PutAsync(Full("186b5"));

        await _bench.PresenceAsync(
            $$"""
            {
              "clientId": "186b5", "thingName": "thing", "timestamp": {{Later}}, "eventType": "disconnected",
              "sessionIdentifier": "a4666d2a7d844ae4ac5d7b38c9cb7967", "principalIdentifier": "12345678901234567890",
              "clientInitiatedDisconnect": false, "disconnectReason": "MQTT_KEEP_ALIVE_TIMEOUT", "versionNumber": 3
            }
            """);

        Assert.Equal(RobotStatus.Offline, (await _bench.FindAsync("186b5"))!.Status);
    }

    [Fact]
    public async Task Same_event_again_does_nothing()
    {
        await _bench.PutAsync(Full());
        await _bench.PresenceAsync(Gone());
        var before = await _bench.FindAsync("r1");

        await _bench.PresenceAsync(Gone());

        Assert.Equal(before, await _bench.FindAsync("r1"));
        Assert.Single(_bench.Sender.Sent);
    }

    [Fact]
    public async Task New_connection_is_stored_and_not_announced()
    {
        await _bench.PutAsync(Full());

        await _bench.PresenceAsync($$"""{"clientId":"r1","timestamp":{{Later}},"eventType":"connected","sessionIdentifier":"s","versionNumber":4,"ipAddress":"10.0.0.1"}""");

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Later), (await _bench.FindAsync("r1"))!.ConnectedAt);
        Assert.Empty(_bench.Sender.Sent);
    }

    [Fact]
    public async Task Client_that_is_no_robot_is_none_of_its_business()
    {
        Assert.Equal(FunctionOutcome.Accepted, await _bench.PresenceAsync(Gone()));
        Assert.Null(await _bench.FindAsync("r1"));
        Assert.Empty(_bench.Sender.Sent);
    }

    [Fact]
    public async Task Event_of_another_kind_does_nothing()
    {
        await _bench.PutAsync(Full());

        await _bench.PresenceAsync(Gone().Replace("disconnected", "subscribed", StringComparison.Ordinal));

        AssertSame(Full(), await _bench.FindAsync("r1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"clientId":null,"eventType":"disconnected"}""")]
    [InlineData("""{"clientId":7,"eventType":"disconnected"}""")]
    [InlineData("""{"clientId":"\ud800","eventType":"disconnected"}""")]
    [InlineData("""{"clientId":"r1","eventType":"disconnected","timestamp":"noon"}""")]
    [InlineData("""{"clientId":"r1","eventType":"disconnected","timestamp":9223372036854775807,"versionNumber":3}""")]
    public async Task Anything_but_a_lifecycle_event_is_refused(string json)
    {
        await _bench.PutAsync(Full());

        var outcome = await _bench.PresenceAsync(json);

        Assert.Equal(FunctionOutcomeKind.Refused, outcome.Kind);
        Assert.NotEmpty(outcome.Refusal!.Reason);
    }

    private static string Gone() =>
        $$"""{"clientId":"r1","timestamp":{{Later}},"eventType":"disconnected","sessionIdentifier":"s","versionNumber":3,"clientInitiatedDisconnect":false,"disconnectReason":"CONNECTION_LOST"}""";
}
