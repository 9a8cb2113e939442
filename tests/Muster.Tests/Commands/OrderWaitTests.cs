namespace Muster.Tests.Commands;

public sealed class OrderWaitTests
{
    private static readonly string[] Wait = ["order", "place", "latte", "--site", "munich", "--wait"];

    [Fact]
    public async Task Each_change_is_a_line_also_those_between_two_looks()
    {
        await using var muster = await StartAsync(
            [Samples.Order("COMPLETED", version: 4, more: "\"robot\": \"robot-3\"")],
            Samples.Page(
                Samples.Event(4, "COMPLETED", "REPORT", "\"robot\": \"robot-3\""),
                Samples.Event(3, "IN_PROGRESS", "REPORT", "\"robot\": \"robot-3\""),
                Samples.Event(2, "ASSIGNED", "DISPATCHED", "\"robot\": \"robot-3\""),
                Samples.Event(1, "PENDING", "PLACED")));

        var run = await Cli.RunAsync(muster, Wait);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                $"{Samples.Id} PENDING",
                "2026-01-31T11:59:02Z ASSIGNED robot-3 (DISPATCHED)",
                "2026-01-31T11:59:03Z IN_PROGRESS robot-3 (REPORT)",
                "2026-01-31T11:59:04Z COMPLETED robot-3 (REPORT)",
            ],
            run.Lines);
    }

    [Fact]
    public async Task Progress_is_a_line_though_the_history_has_none()
    {
        await using var muster = await StartAsync(
            [Samples.Order("IN_PROGRESS", version: 3, more: "\"robot\": \"robot-3\", \"progress\": 40"), Samples.Order("COMPLETED", version: 4)],
            Samples.Page());

        var run = await Cli.RunAsync(muster, Wait);

        Assert.Equal([$"{Samples.Id} PENDING", "2026-01-31T12:00:00Z IN_PROGRESS robot-3 40 %", "2026-01-31T12:00:00Z COMPLETED"], run.Lines);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELED")]
    public async Task Order_that_was_not_carried_out_ends_with_1(string state)
    {
        await using var muster = await StartAsync(
            [Samples.Order(state, version: 2)],
            Samples.Page(Samples.Event(2, state, "EXPIRED", "\"why\": \"no robot for 30m\", \"by\": \"anna\"")));

        var run = await Cli.RunAsync(muster, Wait);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"2026-01-31T11:59:02Z {state} (EXPIRED by anna): no robot for 30m", run.Lines[^1]);
    }

    [Fact]
    public async Task Order_that_ended_at_once_is_not_asked_for()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Order("COMPLETED")));

        var run = await Cli.RunAsync(muster, Wait);

        Assert.Equal(0, run.ExitCode);
        Assert.Single(muster.Requests);
    }

    [Fact]
    public async Task Time_that_is_over_ends_with_1_and_says_how_it_stands()
    {
        await using var muster = await StartAsync([Samples.Order()], Samples.Page());

        var run = await Cli.RunAsync(muster, [.. Wait, "--timeout", "30s"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"the order is PENDING after 30s, and goes on: see `muster order show {Samples.Id}`", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Muster_may_be_away_for_a_while()
    {
        var count = 0;
        await using var muster = await FakeMuster.StartAsync(request => request.Method == "POST" ? new FakeReply(201, Samples.Order())
            : ++count < 3 ? FakeReply.Lost
            : FakeReply.Ok(request.Target.Contains("history", StringComparison.Ordinal) ? Samples.Page() : Samples.Order("COMPLETED", version: 2)));

        var run = await Cli.RunAsync(muster, Wait);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("trying again", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Muster answers again", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_an_object_a_line()
    {
        await using var muster = await StartAsync([Samples.Order(), Samples.Order("COMPLETED", version: 2)], Samples.Page());

        var run = await Cli.RunAsync(muster, [.. Wait, "--json"]);

        Assert.Equal(2, run.Lines.Count);
        Assert.Contains("\"state\":\"COMPLETED\"", run.Lines[1], StringComparison.Ordinal);
    }

    /// <summary>Answers each look at the order with the next of <paramref name="looks"/>; the last stays.</summary>
    private static Task<FakeMuster> StartAsync(string[] looks, string history)
    {
        var count = 0;
        return FakeMuster.StartAsync(request => request.Method == "POST" ? new FakeReply(201, Samples.Order())
            : FakeReply.Ok(request.Target.Contains("/history", StringComparison.Ordinal) ? history : looks[Math.Min(count++, looks.Length - 1)]));
    }
}
