using System.Text.Json.Nodes;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.RealClients;

public sealed class PahoTests : IAsyncLifetime
{
    private const int PayloadFormatInvalid = 0x99;

    private TempFolder _data = null!;
    private MusterProcess _muster = null!;

    public async ValueTask InitializeAsync()
    {
        await PahoRobot.NeedAsync();
        _data = new TempFolder();
        _muster = await MusterProcess.UpAsync(_data.Path);
    }

    [Theory]
    [InlineData("311", "tcp")]
    [InlineData("5", "tcp")]
    [InlineData("311", "websockets")]
    [InlineData("5", "websockets")]
    public async Task Report_is_acknowledged_when_it_is_in_the_table(string version, string transport)
    {
        await using var robot = await StartAsync(version, transport);

        Assert.Equal((0, null), await robot.ReportAsync("ONLINE"));
        Assert.Equal("ONLINE", await _muster.Api.StatusAsync("r1"));
        Assert.Equal((0, null), await robot.ReportAsync("CHARGING"));
        Assert.Equal("CHARGING", await _muster.Api.StatusAsync("r1"));
    }

    [Theory]
    [InlineData("311", "tcp")]
    [InlineData("5", "tcp")]
    [InlineData("5", "websockets")]
    public async Task Refusal_comes_on_the_rejected_topic(string version, string transport)
    {
        await using var robot = await StartAsync(version, transport);

        await robot.SendAsync("DANCING");

        var message = await robot.EventAsync("message");
        Assert.Equal("robots/r1/rejected", message["topic"]!.GetValue<string>());
        var rejection = JsonNode.Parse(message["payload"]!.GetValue<string>())!;
        Assert.Equal("invalid-value", rejection["code"]!.GetValue<string>());
        Assert.Contains("DANCING", rejection["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(await _muster.Api.RobotAsync("r1"));
    }

    [Fact]
    public async Task MQTT_5_acknowledgement_says_why_a_report_was_refused_and_the_next_one_is_taken()
    {
        await using var robot = await StartAsync("5", "tcp");

        var (code, reason) = await robot.ReportAsync("DANCING");

        Assert.Equal(PayloadFormatInvalid, code);
        Assert.Contains("DANCING", reason, StringComparison.Ordinal);
        Assert.Equal((0, null), await robot.ReportAsync("ONLINE"));
    }

    [Fact]
    public async Task MQTT_3_1_1_client_is_acknowledged_all_the_same_as_there_is_no_way_to_say_no()
    {
        await using var robot = await StartAsync("311", "tcp");
        Assert.Equal((0, null), await robot.ReportAsync("DANCING"));
        Assert.Equal((0, null), await robot.ReportAsync("ONLINE"));
        Assert.Equal("ONLINE", await _muster.Api.StatusAsync("r1"));
    }

    [Theory]
    [InlineData("311", "tcp")]
    [InlineData("5", "tcp")]
    [InlineData("5", "websockets")]
    public async Task Robot_that_is_killed_is_OFFLINE_once(string version, string transport)
    {
        await using var robot = await StartAsync(version, transport);
        await robot.ReportAsync("ONLINE");

        await robot.KillAsync();

        await Eventually.TrueAsync(async () => await _muster.Api.StatusAsync("r1") == "OFFLINE", "the robot is OFFLINE");

        // Last will and presence say the same: whoever comes second changes nothing.
        await using var next = await StartAsync(version, transport);
        await next.ReportAsync("ONLINE");
        string[] expected = ["ONLINE", "OFFLINE", "ONLINE"];
        Assert.Equal(expected, (await _muster.Api.HistoryAsync("r1")).Select(e => e["changes"]![0]!["to"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Robot_comes_back_by_itself_after_a_crash_of_Muster_and_sends_what_was_not_acknowledged()
    {
        var port = _muster.MqttPort;
        await using var robot = await StartAsync("311", "tcp");
        await robot.ReportAsync("ONLINE");
        _muster.Kill();
        await robot.EventAsync("disconnected");
        await robot.SendAsync("PAUSED");
        await _muster.DisposeAsync();

        _muster = MusterProcess.Launch(["up", "--mqtt-port", $"{port}", "--http-port", "0", "--data", _data.Path]);
        await _muster.BecomeReadyAsync(_data.Path);

        await robot.EventAsync("acknowledged");
        Assert.Equal("PAUSED", await _muster.Api.StatusAsync("r1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _muster.DisposeAsync();
        _data.Dispose();
    }

    private Task<PahoRobot> StartAsync(string version, string transport) =>
        PahoRobot.StartAsync(transport == "tcp" ? _muster.MqttPort : _muster.HttpPort, "r1", version, transport);
}
