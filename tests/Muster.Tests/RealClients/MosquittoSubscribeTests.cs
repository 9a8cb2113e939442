using System.Text.Json.Nodes;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.RealClients;

public sealed class MosquittoSubscribeTests : IAsyncLifetime
{
    private TempFolder _data = null!;
    private MusterProcess _muster = null!;

    public async ValueTask InitializeAsync()
    {
        CommandRun.Need("mosquitto_sub");
        _data = new TempFolder();
        _muster = await MusterProcess.UpAsync(_data.Path);
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Who_subscribes_late_gets_each_robots_state_as_retained(string version)
    {
        await _muster.Api.ReportAsync("r1", """{"status":"ONLINE"}""");
        await _muster.Api.ReportAsync("r1", """{"status":"CHARGING","battery":12}""");
        await _muster.Api.ReportAsync("r2", """{"status":"PAUSED"}""");

        // Announced after the answer to the report: wait until the broker keeps the second robot's too.
        string[] lines = [];
        await Eventually.TrueAsync(async () =>
        {
            var run = await SubscribeAsync("-V", version, "-t", "fleet/robots/+", "-F", "%r %q %t %p", "-C", "2", "-W", "3");
            lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
            return lines.Length == 2;
        }, "both are retained");

        Assert.StartsWith("1 0 fleet/robots/r1 {", lines[0], StringComparison.Ordinal);
        var robot = JsonNode.Parse(lines[0][lines[0].IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal(("CHARGING", 12), (robot["status"]!.GetValue<string>(), robot["battery"]!.GetValue<double>()));
        Assert.StartsWith("1 0 fleet/robots/r2 {", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_watches_sees_changes_as_they_come()
    {
        await using var watcher = await WatchAsync("fleet/robots/+");
        await PublishAsync("robots/r1/status", """{"name":"r1","status":"ONLINE"}""");
        Assert.Contains("\"ONLINE\"", await watcher.LineAsync("fleet/robots/r1 {"), StringComparison.Ordinal);
        await PublishAsync("robots/r1/status", """{"name":"r1","status":"FAULT"}""");
        Assert.Contains("\"FAULT\"", await watcher.LineAsync("fleet/robots/r1 {"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_report_comes_back_with_its_reason()
    {
        await using var robot = await WatchAsync("robots/r1/rejected");

        await PublishAsync("robots/r1/status", """{"name":"r1","status":"DANCING"}""");

        var line = await robot.LineAsync("robots/r1/rejected {");
        var rejection = JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal("robots/r1/status", rejection["topic"]!.GetValue<string>());
        Assert.Equal("invalid-value", rejection["code"]!.GetValue<string>());
        Assert.Contains("DANCING", rejection["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("ONLINE", rejection["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Persistent_session_gets_what_was_sent_while_the_client_was_away(string version)
    {
        string[] session = ["-V", version, "-c", "-i", "r1-listener", "-q", "1", "-t", "robots/r1/commands"];
        Assert.Equal(0, (await SubscribeAsync([.. session, "-E"])).ExitCode);
        foreach (var number in new[] { "first", "second", "third" })
        {
            await PublishAsync("robots/r1/commands", number);
        }

        var back = await SubscribeAsync([.. session, "-C", "3", "-W", "30"]);

        Assert.Equal("first\nsecond\nthird\n", back.Output);
        Assert.Equal(0, back.ExitCode);
    }

    [Fact]
    public async Task Session_without_persistence_starts_empty()
    {
        string[] session = ["-i", "r1-listener", "-q", "1", "-t", "robots/r1/commands"];
        Assert.Equal(0, (await SubscribeAsync([.. session, "-E"])).ExitCode);
        await PublishAsync("robots/r1/commands", "while away");

        await using var back = await WatchAsync("robots/r1/commands", session);
        await PublishAsync("robots/r1/commands", "while here");

        Assert.EndsWith("while here", await back.LineAsync("while"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retained_message_of_a_client_survives_a_restart_and_goes_when_it_is_cleared()
    {
        await PublishAsync("maps/hall-1", "the map", "-r");
        Assert.Equal(0, await _muster.StopAsync());
        await _muster.DisposeAsync();
        _muster = await MusterProcess.UpAsync(_data.Path);
        Assert.Equal("1 the map\n", (await SubscribeAsync("-t", "maps/+", "-F", "%r %p", "-C", "1", "-W", "30")).Output);

        Assert.Equal(0, (await CommandRun.RunAsync("mosquitto_pub", "-p", $"{_muster.MqttPort}", "-q", "1", "-t", "maps/hall-1", "-r", "-n")).ExitCode);

        await Eventually.TrueAsync(async () => (await SubscribeAsync("-t", "maps/+", "-C", "1", "-W", "1")).Output.Length == 0, "it is gone");
    }

    public async ValueTask DisposeAsync()
    {
        await _muster.DisposeAsync();
        _data.Dispose();
    }

    private Task<CommandRun> SubscribeAsync(params string[] arguments) => CommandRun.RunAsync("mosquitto_sub", ["-p", $"{_muster.MqttPort}", .. arguments]);

    private async Task PublishAsync(string topic, string payload, params string[] more) =>
        Assert.Equal(0, (await CommandRun.RunAsync("mosquitto_pub", ["-p", $"{_muster.MqttPort}", "-q", "1", "-t", topic, "-m", payload, .. more])).ExitCode);

    /// <summary>A subscriber whose subscription is in force; its lines are topic and payload.</summary>
    private async Task<RunningCommand> WatchAsync(string filter, params string[] session)
    {
        string[] arguments = ["-p", $"{_muster.MqttPort}", "-d", "-F", "%t %p", .. session.Length > 0 ? session : ["-q", "1", "-t", filter]];
        var watcher = RunningCommand.Start("stdbuf", ["-oL", "mosquitto_sub", .. arguments]);
        await watcher.LineAsync("SUBACK");
        return watcher;
    }
}
