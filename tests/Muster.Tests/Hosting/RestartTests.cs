using System.Text.Json.Nodes;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Hosting;

public sealed class RestartTests : IDisposable
{
    private readonly TempFolder _data = new();

    [Fact]
    public async Task Robots_and_their_history_are_as_they_were()
    {
        string robots, history;
        await using (var first = await MusterProcess.UpAsync(_data.Path))
        {
            await first.Api.ReportAsync("r1", """
                {"status":"ONLINE","site":"Zürich","capabilities":["grill","fry"],"battery":71.5,"position":{"x":1.25,"y":-2,"theta":3,"map":"m"},"order":"o-1","at":"2026-01-01T12:00:00.123Z"}
                """);
            await first.Api.ReportAsync("r1", """{"status":"FAULT","fault":{"code":"E7","message":"arm stuck"},"at":"2026-01-01T12:00:01Z"}""");
            await first.Api.ReportAsync("r2", """{"status":"CHARGING"}""");
            robots = (await first.Api.GetAsync("/api/robots")).Body;
            history = (await first.Api.GetAsync("/api/robots/r1/history")).Body;
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await MusterProcess.UpAsync(_data.Path);
        Assert.Equal(robots, (await second.Api.GetAsync("/api/robots")).Body);
        Assert.Equal(history, (await second.Api.GetAsync("/api/robots/r1/history")).Body);
        Assert.Equal(2, JsonNode.Parse(robots)!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Older_report_is_still_older_after_a_restart()
    {
        await using (var first = await MusterProcess.UpAsync(_data.Path))
        {
            await first.Api.ReportAsync("r1", """{"status":"ONLINE","at":"2026-01-01T12:00:01Z"}""");
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await MusterProcess.UpAsync(_data.Path);
        await second.Api.ReportAsync("r1", """{"status":"PAUSED","at":"2026-01-01T12:00:00Z"}""");
        Assert.Equal("ONLINE", await second.Api.StatusAsync("r1"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Robots_keep_their_status_when_it_is_Muster_that_goes(string signal)
    {
        await using (var first = await MusterProcess.UpAsync(_data.Path))
        {
            using var robot = await MqttProbe.ConnectAsync(
                first.MqttPort, "r1", version: 5, will: ("robots/r1/status", """{"name":"r1","status":"OFFLINE"}"""));
            Assert.True(await robot.PublishAsync("robots/r1/status", """{"name":"r1","status":"ONLINE"}""", 1));
            await first.SignalAsync(signal);
            await first.ExitAsync();
        }

        await using var second = await MusterProcess.UpAsync(_data.Path);
        Assert.Equal("ONLINE", await second.Api.StatusAsync("r1"));
        Assert.Single(await second.Api.HistoryAsync("r1"));
    }

    [Fact]
    public async Task Robot_that_is_lost_after_the_restart_is_OFFLINE()
    {
        await using (var first = await MusterProcess.UpAsync(_data.Path))
        {
            using var robot = await MqttProbe.ConnectAsync(first.MqttPort, "r1");
            Assert.True(await robot.PublishAsync("robots/r1/status", """{"name":"r1","status":"ONLINE"}""", 1));
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await MusterProcess.UpAsync(_data.Path);
        using (await MqttProbe.ConnectAsync(second.MqttPort, "r1"))
        {
            Assert.Equal("ONLINE", await second.Api.StatusAsync("r1"));
        }

        await Eventually.TrueAsync(async () => await second.Api.StatusAsync("r1") == "OFFLINE", "the robot is OFFLINE");
        var entry = (await second.Api.HistoryAsync("r1"))[0];
        Assert.Equal("CONNECTION_LOST", entry["cause"]!.GetValue<string>());
    }

    public void Dispose() => _data.Dispose();
}
