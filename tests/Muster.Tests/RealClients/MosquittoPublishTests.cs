using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.RealClients;

public sealed class MosquittoPublishTests : IAsyncLifetime
{
    private TempFolder _data = null!;
    private MusterProcess _muster = null!;

    public async ValueTask InitializeAsync()
    {
        CommandRun.Need("mosquitto_pub");
        _data = new TempFolder();
        _muster = await MusterProcess.UpAsync(_data.Path);
    }

    [Theory]
    [InlineData("311", "1")]
    [InlineData("311", "2")]
    [InlineData("5", "1")]
    [InlineData("5", "2")]
    public async Task Report_is_in_the_table_when_mosquitto_pub_is_done(string version, string qos)
    {
        var publish = await PublishAsync("-V", version, "-q", qos, "-t", "robots/FakeRobot/status", "-m", """{"name": "FakeRobot", "status": "ONLINE"}""");

        Assert.Equal((0, ""), (publish.ExitCode, publish.Errors));
        Assert.Equal("ONLINE", await _muster.Api.StatusAsync("FakeRobot"));
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Report_without_acknowledgement_gets_there_too(string version)
    {
        Assert.Equal(0, (await PublishAsync("-V", version, "-q", "0", "-t", "robots/r1/status", "-m", """{"name":"r1","status":"PAUSED"}""")).ExitCode);
        await Eventually.TrueAsync(async () => await _muster.Api.StatusAsync("r1") == "PAUSED", "the report is in the table");
    }

    [Fact]
    public async Task MQTT_5_client_is_shown_whether_its_report_was_taken()
    {
        var good = await PublishAsync("-d", "-V", "5", "-q", "1", "-t", "robots/r1/status", "-m", """{"name":"r1","status":"ONLINE"}""");
        Assert.Contains("PUBACK (Mid: 1, RC:0)", good.Output, StringComparison.Ordinal);

        var bad = await PublishAsync("-d", "-V", "5", "-q", "1", "-t", "robots/r1/status", "-m", """{"name":"r1","status":"DANCING"}""");
        Assert.Contains("PUBACK (Mid: 1, RC:153)", bad.Output, StringComparison.Ordinal);
        Assert.Contains("Payload format invalid", bad.Errors, StringComparison.Ordinal);

        var foreign = await PublishAsync("-d", "-V", "5", "-q", "2", "-t", "robots/r1/status", "-m", """{"name":"r2","status":"ONLINE"}""");
        Assert.Contains("PUBREC (Mid: 1)", foreign.Output, StringComparison.Ordinal);
        Assert.Contains("Not authorized", foreign.Errors, StringComparison.Ordinal);
        Assert.Equal(["r1"], (await _muster.Api.RobotsAsync()).Keys);
    }

    [Fact]
    public async Task Many_lines_on_one_connection_are_taken_in_their_order()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 500).Select(i => $$"""{"name":"r1","status":"ONLINE","site":"s{{i}}"}"""));
        var file = _data.Write("lines", lines + "\n");

        var publish = await CommandRun.RunAsync("/bin/sh", "-c", $"mosquitto_pub -p {_muster.MqttPort} -q 1 -t robots/r1/status -l < {file}");

        Assert.Equal(0, publish.ExitCode);
        var sites = (await _muster.Api.HistoryAsync("r1")).Select(e => e["changes"]!.AsArray().Single(c => c!["field"]!.GetValue<string>() == "site")!["to"]!.GetValue<string>());
        Assert.Equal(Enumerable.Range(1, 500).Reverse().Select(i => $"s{i}"), sites);
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Last_will_of_a_client_that_is_killed_makes_its_robot_OFFLINE(string version)
    {
        await using var robot = RunningCommand.Start(
            "mosquitto_pub", "-p", $"{_muster.MqttPort}", "-V", version, "-i", "a-client", "-q", "1", "-t", "robots/r1/status", "-l",
            "--will-topic", "robots/r1/status", "--will-payload", """{"name":"r1","status":"OFFLINE"}""", "--will-qos", "1");
        await robot.WriteAsync("""{"name":"r1","status":"ONLINE"}""");
        await Eventually.TrueAsync(async () => await _muster.Api.StatusAsync("r1") == "ONLINE", "the robot is ONLINE");

        await robot.KillAsync();

        await Eventually.TrueAsync(async () => await _muster.Api.StatusAsync("r1") == "OFFLINE", "the robot is OFFLINE");
    }

    public async ValueTask DisposeAsync()
    {
        await _muster.DisposeAsync();
        _data.Dispose();
    }

    private Task<CommandRun> PublishAsync(params string[] arguments) => CommandRun.RunAsync("mosquitto_pub", ["-p", $"{_muster.MqttPort}", .. arguments]);
}
