namespace Muster.Tests.Commands;

public sealed class OperatorCommandTests
{
    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("charge")]
    public async Task Robot_is_told_what_to_do(string verb)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Robot("ONLINE", $"\"instruction\": \"{verb.ToUpperInvariant()}\"")));

        var run = await Cli.RunAsync(muster, "robot", verb, "robot-3", "--by", "anna", "--reason", "wet floor");

        var request = Assert.Single(muster.Requests);
        Assert.Equal(($"POST /api/robots/robot-3/{verb}", """{"by":"anna","reason":"wet floor"}"""), (request.ToString(), request.Body));
        Assert.Equal((0, $"robot-3 ONLINE: told to {verb.ToUpperInvariant()}\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Robot_is_retired()
    {
        await using var muster = await FakeMuster.StartAsync(_ => new FakeReply(204));

        var run = await Cli.RunAsync(muster, "robot", "retire", "robot-3", "--by", "anna b", "--reason", "sold");

        Assert.Equal("DELETE /api/robots/robot-3?by=anna%20b&reason=sold", Assert.Single(muster.Requests).ToString());
        Assert.Equal((0, "robot-3 is retired\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Operator_is_the_user_when_nothing_is_said()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Robot("PAUSED")));

        await Cli.RunAsync(muster, "robot", "pause", "robot-3");

        var user = new[] { Environment.GetEnvironmentVariable("USER"), Environment.GetEnvironmentVariable("USERNAME"), Environment.UserName }.First(n => !string.IsNullOrEmpty(n));
        Assert.Equal($$"""{"by":"{{user}}"}""", Assert.Single(muster.Requests).Body);
    }

    [Fact]
    public async Task Refusal_ends_with_1_and_its_reason()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Problem(404, "no robot named so has reported yet"));

        var run = await Cli.RunAsync(muster, "robot", "pause", "robot-9");

        Assert.Equal((1, "", "muster: no robot named so has reported yet\n"), (run.ExitCode, run.Output, run.Errors));
    }

    [Theory]
    [InlineData("hold", ", \"hold\": {\"at\": \"2026-01-31T11:59:00.000Z\", \"by\": \"anna\", \"why\": \"fire alarm\"}", "munich is held by anna: fire alarm\n")]
    [InlineData("release", "", "munich is not held: orders are given to robots\n")]
    public async Task Site_is_held_and_released(string verb, string hold, string said)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok($$"""{"name": "munich", "robots": 2, "pending": 3{{hold}}}"""));

        var run = await Cli.RunAsync(muster, "site", verb, "munich", "--by", "anna");

        Assert.Equal($"POST /api/sites/munich/{verb}", Assert.Single(muster.Requests).ToString());
        Assert.Equal((0, said), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Sites_are_a_table()
    {
        const string Held = """{"name": "munich", "robots": 2, "pending": 13, "hold": {"at": "2026-01-31T11:55:00.000Z", "by": "anna", "why": "fire alarm"}}""";
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page("""{"name": "berlin", "robots": 12, "pending": 0}""", Held)));

        var run = await Cli.RunAsync(muster, "sites");
        var json = await Cli.RunAsync(muster, "sites", "--json");

        Assert.Equal(
            [
                "SITE    ROBOTS  PENDING  HELD",
                "berlin      12        0  -",
                "munich       2       13  5 min ago by anna: fire alarm",
            ],
            run.Lines);
        Assert.StartsWith("""[{"name":"berlin","robots":12,"pending":0},""", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_ends_with_2()
    {
        var run = await Cli.RunAsync(["sites", "--url", "http://127.0.0.1:1"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("muster: no Muster answers at http://127.0.0.1:1", run.Errors, StringComparison.Ordinal);
    }
}
