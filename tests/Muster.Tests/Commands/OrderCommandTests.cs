using System.Text.Json.Nodes;

namespace Muster.Tests.Commands;

public sealed class OrderCommandTests
{
    [Theory]
    [InlineData("POST", "/cancel", """{"reason":"customer left","by":"anna"}""", "order cancel ID --reason", "customer left")]
    [InlineData("POST", "/requeue", """{"reason":"closed door","by":"anna"}""", "order requeue ID --reason", "closed door")]
    [InlineData("POST", "/fail", """{"reason":"no milk","by":"anna"}""", "order fail ID --reason", "no milk")]
    [InlineData("PATCH", "", """{"priority":9,"reason":"a guest","by":"anna"}""", "order priority ID 9 --reason", "a guest")]
    public async Task Operator_says_what_who_and_why(string method, string suffix, string body, string line, string reason)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Order("CANCELED", more: "\"reason\": \"so it is\"")));

        var run = await Cli.RunAsync(muster, [.. line.Replace("ID", Samples.Id, StringComparison.Ordinal).Split(' '), reason, "--by", "anna"]);

        var request = Assert.Single(muster.Requests);
        Assert.Equal($"{method} /api/orders/{Samples.Id}{suffix}", request.ToString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(request.Body)), request.Body);
        Assert.Equal((0, $"{Samples.Id} CANCELED: so it is{(method == "PATCH" ? ", priority 5" : "")}\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Order_that_its_robot_still_holds_is_shown_as_called_off()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Order(
            "IN_PROGRESS", more: """ "robot": "robot-3", "cancel": {"at": "2026-01-31T11:59:00.000Z", "by": "anna", "why": "customer left"}""")));

        var run = await Cli.RunAsync(muster, "order", "cancel", Samples.Id);

        Assert.Equal($"{Samples.Id} IN_PROGRESS robot-3: called off by anna: customer left", Assert.Single(run.Lines));
    }

    [Theory]
    [InlineData("456789ab")]
    [InlineData("0123456789AB")]
    [InlineData("019c1234-5678-7abc-8def-0")]
    public async Task Id_may_be_shortened(string text)
    {
        await using var muster = await StartWithTwoAsync();

        var run = await Cli.RunAsync(muster, "order", "cancel", text);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["GET /api/orders?limit=1000", $"POST /api/orders/{Samples.Id}/cancel"], muster.Requests.Select(r => r.ToString()));
    }

    [Theory]
    [InlineData("019c1234", "stands for 2 orders")]
    [InlineData("bbbbbbbb", "none of the newest 1000 orders")]
    public async Task Shortened_id_that_is_not_clear_changes_nothing(string text, string words)
    {
        await using var muster = await StartWithTwoAsync();

        var run = await Cli.RunAsync(muster, "order", "cancel", text);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(muster.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task Old_order_that_is_still_open_may_be_shortened_too()
    {
        await using var muster = await FakeMuster.StartAsync(request => FakeReply.Ok(
            request.Method == "POST" ? Samples.Order()
            : request.Target.Contains("state=", StringComparison.Ordinal) ? Samples.Page(Samples.Order())
            : $$"""{"items": [{{string.Join(',', Enumerable.Repeat(Samples.Order("COMPLETED", Samples.OtherId), 1000))}}], "next": "more"}"""));

        var run = await Cli.RunAsync(muster, "order", "cancel", "456789ab");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Order_is_shown_with_a_waiting_reason_a_line()
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Ok(Samples.Order(
            more: """ "waiting": ["robot-3 lacks \"grill\"", "robot-4 is OFFLINE"], "parameters": {"size": "large"}, "customer": {"reference": "table 4"}""")));

        var run = await Cli.RunAsync(muster, "order", "show", Samples.Id);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Waits as    robot-3 lacks \"grill\"", run.Lines);
        Assert.Contains("            robot-4 is OFFLINE", run.Lines);
        Assert.Contains("Placed      2026-01-31 11:57:00", run.Lines);
        Assert.Contains("Parameters  {\"size\":\"large\"}", run.Lines);
    }

    [Fact]
    public async Task History_comes_whole_page_by_page()
    {
        await using var muster = await FakeMuster.StartAsync(request => FakeReply.Ok(
            !request.Target.Contains("/history", StringComparison.Ordinal) ? Samples.Order("FAILED")
            : request.Target.Contains("before=2", StringComparison.Ordinal) ? Samples.Page(Samples.Event(1, "PENDING", "PLACED"))
            : $$"""{"items": [{{Samples.Event(2, "FAILED", "FAILED_BY_HAND", "\"from\": \"PENDING\", \"by\": \"anna\", \"why\": \"no milk\"")}}], "next": "2"}"""));

        var text = await Cli.RunAsync(muster, "order", "show", Samples.Id, "--history");
        var json = await Cli.RunAsync(muster, "order", "show", Samples.Id, "--history", "--json");

        Assert.Contains("2026-01-31 11:59:02  PENDING → FAILED  FAILED_BY_HAND  1        -      anna  no milk", text.Lines);
        Assert.StartsWith("2026-01-31 11:59:01  PENDING ", text.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(2, JsonNode.Parse(json.Output)!["history"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("is not found", "order show", 1)]
    [InlineData("the letters a to f", "order show latte", 2)]
    [InlineData("a priority is 0 to 9", "order priority 12345678 10", 2)]
    [InlineData("--reason", "order fail 12345678", 2)]
    public async Task Mistakes_are_explained(string words, string line, int exitCode)
    {
        await using var muster = await FakeMuster.StartAsync(_ => FakeReply.Problem(404, "it is not found"));

        var run = await Cli.RunAsync(muster, exitCode == 1 ? [.. line.Split(' '), Samples.Id] : line.Split(' '));

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    private static Task<FakeMuster> StartWithTwoAsync() => FakeMuster.StartAsync(request => FakeReply.Ok(
        request.Method == "GET" ? Samples.Page(Samples.Order(id: Samples.OtherId), Samples.Order()) : Samples.Order("CANCELED")));
}
