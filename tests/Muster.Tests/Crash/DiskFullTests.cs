using System.Net;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Crash;

public sealed class DiskFullTests
{
    private const byte ServerBusy = 0x89;

    [Fact]
    public async Task Full_disk_loses_nothing_that_was_acknowledged_and_needs_no_restart_to_recover()
    {
        await using var bench = await DiskFullBench.CreateAsync();
        await bench.FillUpAsync();
        Assert.Empty(await bench.LostAsync());

        bench.Free();
        await bench.BecomeHeardAsync();
        Assert.Equal(HttpStatusCode.OK, (await bench.Muster.Api.ReadyAsync()).Status);
        using (var connection = await bench.ConnectAsync())
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.True(await bench.ReportAsync(connection));
            }
        }

        Assert.Empty(await bench.LostAsync());
        await bench.RestartAsync();
        Assert.Empty(await bench.LostAsync());
        var robot = await bench.Muster.Api.RobotAsync(DiskFullBench.Robot);
        Assert.Equal(bench.Acknowledged[^1], robot!["site"]!.GetValue<string>());
    }

    [Fact]
    public async Task Full_disk_is_said_once_in_the_log_and_to_everyone_who_asks()
    {
        await using var bench = await DiskFullBench.CreateAsync();
        await bench.FillUpAsync();
        var api = bench.Muster.Api;

        var (ready, problem) = await api.ReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Contains("full", DiskFullBench.Detail(problem), StringComparison.Ordinal);

        for (var i = 0; i < 5; i++)
        {
            var (status, mediaType, body) = await api.ReportAsync("r2", """{"status":"ONLINE"}""");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (status, mediaType));
            Assert.Contains("full", DiskFullBench.Detail(body), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/healthz")).Status);
        Assert.Equal([DiskFullBench.Robot], (await api.RobotsAsync()).Keys);
        var line = Assert.Single(bench.Muster.Output.Split('\n'), l => l.Contains("fail:", StringComparison.Ordinal));
        Assert.Contains("full", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", bench.Muster.Output, StringComparison.Ordinal);
        Assert.Empty(bench.Muster.Errors);
    }

    [Fact]
    public async Task Robot_whose_report_cannot_be_kept_is_disconnected_with_a_reason_and_not_acknowledged()
    {
        await using var bench = await DiskFullBench.CreateAsync();
        await bench.FillUpAsync();

        using var connection = await bench.ConnectAsync(version: 5);
        await connection.SendAsync(ProbePackets.PublishPacket(5, "robots/r9/status", """{"name":"r9","status":"ONLINE"}""", 7));

        var answer = await connection.ReadAsync();
        Assert.Equal((ProbePackets.Disconnect, ServerBusy), (answer!.Value.Type, answer.Value.Body[0]));
        Assert.Null(await connection.ReadAsync());
        Assert.Null(await bench.Muster.Api.RobotAsync("r9"));
    }

    [Fact]
    public async Task Robot_that_only_listens_stays_connected()
    {
        await using var bench = await DiskFullBench.CreateAsync();
        using var listener = await MqttProbe.ConnectAsync(bench.Muster.MqttPort, "listener");
        await bench.FillUpAsync();

        Assert.True(await listener.PublishAsync("not/for/muster", "hello", 1));
    }

    [Fact]
    public async Task Readiness_comes_back_without_anybody_having_to_report()
    {
        // Who sends nobody to a Muster that is not ready would otherwise never find out that it is ready again.
        await using var bench = await DiskFullBench.CreateAsync();
        await bench.FillUpAsync();
        bench.Free();

        await Eventually.TrueAsync(async () => (await bench.Muster.Api.ReadyAsync()).Status == HttpStatusCode.OK, "/readyz is 200");
    }

    [Fact]
    public async Task Stale_report_changes_nothing_and_so_does_not_make_a_full_disk_ready()
    {
        await using var bench = await DiskFullBench.CreateAsync();
        await bench.Muster.Api.ReportAsync("r2", """{"status":"ONLINE","at":"2026-01-01T12:00:01Z"}""");
        await bench.FillUpAsync();

        await bench.Muster.Api.ReportAsync("r2", """{"status":"PAUSED","at":"2026-01-01T12:00:00Z"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bench.Muster.Api.ReadyAsync()).Status);
        Assert.DoesNotContain("can be written again", bench.Muster.Output, StringComparison.Ordinal);
    }
}
