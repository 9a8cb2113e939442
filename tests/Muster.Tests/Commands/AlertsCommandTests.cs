namespace Muster.Tests.Commands;

public sealed class AlertsCommandTests
{
    [Fact]
    public async Task Table_has_the_open_alerts()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page(
            Samples.Alert(), Samples.Alert("ACKNOWLEDGED", "ROBOT_FAULT:robot-4:2", "\"acknowledgedBy\": \"anna\", \"acknowledgedAt\": \"2026-01-31T11:58:00.000Z\""))));

        var run = await Cli.RunAsync(muster, "alerts");

        Assert.Equal("/api/alerts?open=true&limit=100", Assert.Single(muster.Requests).Target);
        Assert.Equal(
            [
                "ID                      SITE    STATE         OPENED     MESSAGE",
                "ROBOT_FAULT:robot-3:17  munich  OPEN          3 min ago  robot-3 reports FAULT",
                "ROBOT_FAULT:robot-4:2   munich  ACKNOWLEDGED  3 min ago  robot-3 reports FAULT (anna knows)",
            ],
            run.Lines);
    }

    [Theory]
    [InlineData("alerts", "/api/alerts?open=true&limit=100", "No open alerts.")]
    [InlineData("alerts --all --limit 5", "/api/alerts?limit=5", "No alerts yet.")]
    [InlineData("alerts --site munich --kind robot_fault", "/api/alerts?open=true&site=munich&kind=ROBOT_FAULT&limit=100", "No alert matches.")]
    public async Task Filters_are_the_server_s(string line, string target, string said)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page()));

        var run = await Cli.RunAsync(muster, line.Split(' '));

        Assert.Equal((target, said), (Assert.Single(muster.Requests).Target, Assert.Single(run.Lines)));
    }

    [Fact]
    public async Task Kind_that_there_is_not_is_refused()
    {
        var run = await Cli.RunAsync(["alerts", "--kind", "FIRE"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--kind is \"FIRE\"; allowed are ROBOT_OFFLINE,", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alert")]
    [InlineData("alerts")]
    public async Task Alert_is_acknowledged_by_id_or_by_kind_and_subject(string parent)
    {
        await using var muster = await FakeMuster.StartAsync(request => FakeReply.Ok(
            request.Method == "GET" ? Samples.Page(Samples.Alert()) : Samples.Alert("ACKNOWLEDGED", more: "\"acknowledgedBy\": \"anna\"")));

        foreach (var id in new[] { "ROBOT_FAULT:robot-3:17", "ROBOT_FAULT:robot-3" })
        {
            var run = await Cli.RunAsync(muster, parent, "acknowledge", id, "--by", "anna");

            Assert.Equal((0, "ROBOT_FAULT:robot-3:17 ACKNOWLEDGED by anna site=munich: robot-3 reports FAULT\n"), (run.ExitCode, run.Output));
            Assert.Equal(("POST /api/alerts/ROBOT_FAULT%3Arobot-3%3A17/acknowledge", """{"by":"anna"}"""), (muster.Requests[^1].ToString(), muster.Requests[^1].Body));
        }
    }

    [Fact]
    public async Task Watch_into_a_pipe_says_when_an_alert_is_over()
    {
        var looks = 0;
        await using var muster = await FakeMuster.StartAsync(request => FakeReply.Ok(
            request.Target == "/api/alerts/ROBOT_FAULT%3Arobot-3%3A17" ? Samples.Alert("RESOLVED")
            : ++looks == 1 ? Samples.Page(Samples.Alert())
            : Samples.Page()));
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop, lines: 2);

        var run = await Cli.RunAsync(["alerts", "--watch", "--url", muster.Url], output, stop.Token);

        Assert.Equal("2026-01-31T12:00:00Z ROBOT_FAULT:robot-3:17 RESOLVED site=munich: robot-3 reports FAULT", run.Lines[1]);
    }
}
