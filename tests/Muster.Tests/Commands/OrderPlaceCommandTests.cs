using System.Text.Json.Nodes;

namespace Muster.Tests.Commands;

public sealed class OrderPlaceCommandTests
{
    private static readonly string[] Latte = ["order", "place", "latte", "--site", "munich"];

    [Fact]
    public async Task Order_is_sent_with_all_that_was_said()
    {
        await using var muster = await FakeMuster.StartAsync(_ => new FakeReply(201, Samples.Order("ASSIGNED", more: "\"robot\": \"robot-3\"")));

        var run = await Cli.RunAsync(
            muster,
            [.. Latte, "--param", "size=large", "--param", "shots=2", "--param", "note=a=b", "--priority", "7", "--deadline", "20m", "--expires", "30m", "--reference", "table 4", "--notify", "https://example.com/hook", "--key", "k-1"]);

        Assert.Equal((0, $"{Samples.Id} ASSIGNED robot-3\n", ""), (run.ExitCode, run.Output, run.Errors));
        var request = Assert.Single(muster.Requests);
        Assert.Equal(("POST /api/orders", "k-1"), (request.ToString(), request.Key));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""
            {"site": "munich", "item": "latte", "parameters": {"size": "large", "shots": 2, "note": "a=b"}, "priority": 7,
             "customer": {"reference": "table 4", "notifyUrl": "https://example.com/hook"}, "deadline": "2026-01-31T12:20:00.000Z", "expires": "30m"}
            """)), request.Body);
    }

    [Theory]
    [InlineData("--parameters", """["any", {"JSON": null}]""", "parameters", """["any",{"JSON":null}]""")]
    [InlineData("--deadline", "2026-01-31T18:30:00+01:00", "deadline", "\"2026-01-31T17:30:00.000Z\"")]
    [InlineData("--deadline", "2026-01-31T18:30Z", "deadline", "\"2026-01-31T18:30:00.000Z\"")]
    [InlineData("--param", "order=\"12\"", "parameters", """{"order":"12"}""")]
    public async Task Values_are_sent_as_the_contract_has_them(string option, string given, string field, string sent)
    {
        await using var muster = await FakeMuster.StartAsync(_ => new FakeReply(201, Samples.Order()));

        await Cli.RunAsync(muster, [.. Latte, option, given]);

        Assert.Equal(sent, JsonNode.Parse(Assert.Single(muster.Requests).Body)![field]!.ToJsonString());
    }

    [Fact]
    public async Task Waiting_order_says_why()
    {
        await using var muster = await FakeMuster.StartAsync(_ => new FakeReply(201, Samples.Order(more: """ "waiting": ["robot-3 lacks \"grill\"", "robot-4 is OFFLINE"]""")));

        var run = await Cli.RunAsync(muster, Latte);

        Assert.Equal([$"{Samples.Id} PENDING", "  waits: robot-3 lacks \"grill\"", "  waits: robot-4 is OFFLINE"], run.Lines);
    }

    [Fact]
    public async Task Lost_answer_is_asked_for_once_more_with_the_same_key()
    {
        var count = 0;
        await using var muster = await FakeMuster.StartAsync(_ => ++count == 1 ? FakeReply.Lost : FakeReply.Ok(Samples.Order()));

        var run = await Cli.RunAsync(muster, [.. Latte, "--deadline", "20m"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, muster.Requests.Count);
        Assert.Equal(muster.Requests[0], muster.Requests[1]);
        Assert.StartsWith("cli-", muster.Requests[0].Key, StringComparison.Ordinal);
        Assert.Contains("asking once more with the same key", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("was placed with the key", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_lost_twice_names_the_key_to_ask_again_with()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Lost);

        var run = await Cli.RunAsync(muster, Latte);

        Assert.Equal((2, 2), (run.ExitCode, muster.Requests.Count));
        Assert.Contains($"with --key {muster.Requests[0].Key} you can ask again", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_was_used_before_is_said()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Order("COMPLETED")));

        var run = await Cli.RunAsync(muster, [.. Latte, "--key", "k-1"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"k-1\" before: this is that order", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_one_line_and_not_repeated()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Problem(422, "the idempotency key was used for another order"));

        var run = await Cli.RunAsync(muster, Latte);

        Assert.Equal((1, "", "muster: the idempotency key was used for another order\n"), (run.ExitCode, run.Output, run.Errors));
        Assert.Single(muster.Requests);
    }

    [Fact]
    public async Task Json_passes_on_what_this_version_does_not_know()
    {
        await using var muster = await FakeMuster.StartAsync(_ => new FakeReply(201, Samples.Order()));

        var run = await Cli.RunAsync(muster, [.. Latte, "--json"]);

        Assert.Equal(1, (int?)JsonNode.Parse(Assert.Single(run.Lines))!["unknown"]);
    }

    [Theory]
    [InlineData("--site", "order place latte")]
    [InlineData("--param is \"size\"", "order place latte --site munich --param size")]
    [InlineData("--param size= is there twice", "order place latte --site munich --param size=1 --param size=2")]
    [InlineData("give one of them", "order place latte --site munich --param size=1 --parameters {}")]
    [InlineData("it must be JSON", "order place latte --site munich --parameters {")]
    [InlineData("allowed are 0 to 9", "order place latte --site munich --priority 10")]
    [InlineData("or a length from now like 20m", "order place latte --site munich --deadline 2026-01-31T18:30:00")]
    [InlineData("it must be a length of time", "order place latte --site munich --expires soon")]
    [InlineData("--timeout is for --wait", "order place latte --site munich --timeout 5m")]
    public async Task Wrong_usage_is_explained_and_nothing_is_tried(string words, string line)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok("{}"));

        var run = await Cli.RunAsync(muster, line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.Contains("Try: muster order place --help", run.Errors, StringComparison.Ordinal);
        Assert.Empty(muster.Requests);
    }
}
