using System.Text.Json.Nodes;

namespace Muster.Tests.Commands;

public sealed class OrdersCommandTests
{
    [Fact]
    public async Task Table_has_a_line_for_each_order()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page(
            Samples.Order(more: """ "waiting": ["robot-3 lacks \"grill\"", "robot-4 is OFFLINE"]"""),
            Samples.Order("IN_PROGRESS", Samples.OtherId, "\"robot\": \"robot-5\", \"progress\": 40"))));

        var run = await Cli.RunAsync(muster, "orders");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "ID        SITE    ITEM   STATE        ROBOT    AGE    PRIO  NOTE",
                "456789ab  munich  latte  PENDING      -        3 min  5     robot-3 lacks \"grill\" (and 1 more)",
                "aaaaaaaa  munich  latte  IN_PROGRESS  robot-5  3 min  5     40 %",
            ],
            run.Lines);
    }

    [Fact]
    public async Task Ids_are_as_long_as_they_must_be_to_differ()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page(
            Samples.Order(id: "019c1234-5678-7abc-8def-0100aaaaaaaa"), Samples.Order(id: "019c1234-5678-7abc-8def-0200aaaaaaaa"))));

        var run = await Cli.RunAsync(muster, "orders");

        Assert.Equal(["100aaaaaaaa", "200aaaaaaaa"], run.Lines.Skip(1).Select(l => l.Split(' ')[0]));
    }

    [Theory]
    [InlineData("orders --site munich --state pending,ASSIGNED", "/api/orders?site=munich&state=PENDING%2CASSIGNED&limit=100")]
    [InlineData("orders --open", "/api/orders?state=PENDING%2CASSIGNED%2CIN_PROGRESS&limit=100")]
    [InlineData("orders --older-than 5m --limit 10", "/api/orders?placedBefore=2026-01-31T11%3A55%3A00.000Z&limit=10")]
    public async Task Filters_are_the_server_s(string line, string target)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page()));

        var run = await Cli.RunAsync(muster, line.Split(' '));

        Assert.Equal(target, Assert.Single(muster.Requests).Target);
        Assert.Equal("No order matches.", Assert.Single(run.Lines));
    }

    [Fact]
    public async Task More_than_the_limit_is_said_beside_the_output()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok($$"""{"items": [{{Samples.Order()}}], "next": "x"}"""));

        var run = await Cli.RunAsync(muster, "orders", "--limit", "1", "--json");

        Assert.Single(JsonNode.Parse(run.Output)!.AsArray());
        Assert.Contains("--limit N shows more", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_into_a_pipe_prints_changes_and_how_an_order_ended_that_left_the_list()
    {
        var looks = 0;
        await using var muster = await FakeMuster.StartAsync(request => FakeReply.Ok(
            request.Target.StartsWith("/api/orders/", StringComparison.Ordinal) ? Samples.Order("COMPLETED", more: "\"robot\": \"robot-3\"")
            : ++looks switch
            {
                1 or 2 => Samples.Page(Samples.Order(more: "\"waiting\": [\"look " + looks + "\"]")),
                3 => Samples.Page(Samples.Order("ASSIGNED", more: "\"robot\": \"robot-3\"")),
                _ => Samples.Page(),
            }));
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop, lines: 3);

        var run = await Cli.RunAsync(["orders", "--open", "--watch", "--url", muster.Url], output, stop.Token);

        const string Prefix = $"2026-01-31T12:00:00Z {Samples.Id} site=munich item=latte priority=5 attempt=1";
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([$"{Prefix} PENDING", $"{Prefix} ASSIGNED robot-3", $"{Prefix} COMPLETED robot-3"], run.Lines);
    }

    [Fact]
    public async Task Order_that_left_and_is_not_kept_any_more_is_no_trouble()
    {
        var looks = 0;
        await using var muster = await FakeMuster.StartAsync(request =>
            request.Target.StartsWith("/api/orders/", StringComparison.Ordinal) ? FakeReply.Problem(404, "no such order")
            : FakeReply.Ok(++looks == 1 ? Samples.Page(Samples.Order()) : Samples.Page()));
        using var stop = new CancellationTokenSource();
        using var output = new StoppingWriter(stop, lines: 2);

        var run = await Cli.RunAsync(["orders", "--open", "--watch", "--url", muster.Url], output, stop.Token);

        Assert.Equal($"2026-01-31T12:00:00Z {Samples.Id} left the list", run.Lines[1]);
    }

    [Theory]
    [InlineData("--state is \"DONE\"; allowed are PENDING,", "orders --state DONE")]
    [InlineData("--open stands for three states", "orders --open --state PENDING")]
    [InlineData("--older-than is \"5\"", "orders --older-than 5")]
    [InlineData("--limit is \"0\"", "orders --limit 0")]
    public async Task Wrong_filters_are_explained(string words, string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_others_can_not_steer_the_terminal()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Page(Samples.Order("FAILED", more: "\"reason\": \"\\u001b[2J\""))));

        var run = await Cli.RunAsync(muster, "orders");

        Assert.DoesNotContain('\u001b', run.Output);
    }
}
