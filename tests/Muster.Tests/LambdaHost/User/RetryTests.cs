using System.Text.Json.Nodes;
using Muster.Fleet.Configuration;

namespace Muster.Tests.LambdaHost.User;

public sealed class RetryTests
{
    private const string Fail =
        """
        with open(f"{folder}/tries", 'a') as f:
            f.write(context.aws_request_id + '\n')
        raise ValueError('no')
        """;

    [Fact]
    public async Task Failed_event_is_tried_again_after_one_and_two_minutes_and_then_recorded_on_its_topic()
    {
        await using var bench = UserBench.Python(Fail, f => f with { OnFailure = new FailureDestination("functions/failed/f", null) });
        await bench.EnqueueAsync("""{"name": "r1"}""");

        await bench.ComesToAsync(s => s is { Errors: 1, Retries: 1, Running: 0 }, "the first attempt failed");
        bench.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, bench.Status.Invocations);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.ComesToAsync(s => s is { Errors: 2, Retries: 2, Running: 0 }, "the second attempt failed");
        bench.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(2, bench.Status.Invocations);
        Assert.Empty(bench.Sender.All);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.ComesToAsync(s => s is { Errors: 3, Failed: 1, Queue: 0 }, "it is given up");

        var ids = await File.ReadAllLinesAsync(bench.PathOf("tries"));
        Assert.Equal(3, ids.Length);
        Assert.Single(ids.Distinct());
        var message = Assert.Single(bench.Sender.All);
        Assert.Equal("functions/failed/f", message.Topic);
        var record = JsonNode.Parse(message.Payload.Span)!;
        Assert.Equal(
            $$$"""{"version":"1.0","timestamp":"2026-02-01T12:03:00.000Z","requestContext":{"requestId":"{{{ids[0]}}}","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"name":"r1"},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"responsePayload":""",
            record.ToJsonString()[..record.ToJsonString().IndexOf("{\"errorMessage\"", StringComparison.Ordinal)].Replace("\\u0024", "$", StringComparison.Ordinal));
        Assert.Equal(("no", "ValueError"), ((string?)record["responsePayload"]!["errorMessage"], (string?)record["responsePayload"]!["errorType"]));
    }

    [Fact]
    public async Task Record_is_a_line_of_a_file_of_the_data_folder()
    {
        await using var bench = UserBench.Python(Fail, f => f with { MaxRetries = 0, OnFailure = new FailureDestination(null, "failed/f.jsonl") });
        await bench.EnqueueAsync("""{"n": 1}""");
        await bench.EnqueueAsync("""{"n": 2}""");

        await bench.ComesToAsync(s => s is { Failed: 2, Queue: 0 }, "both are given up");
        var lines = (await File.ReadAllLinesAsync(bench.PathOf("data/failed/f.jsonl"))).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal([1, 2], lines.Select(l => (int)l["requestPayload"]!["n"]!).Order());
        Assert.All(lines, l => Assert.Equal(1, (int)l["requestContext"]!["approximateInvokeCount"]!));
    }

    [Fact]
    public async Task Record_that_can_not_be_written_keeps_the_event_and_is_tried_again_without_another_invocation()
    {
        await using var bench = UserBench.Python(Fail, f => f with { MaxRetries = 0, OnFailure = new FailureDestination(null, "failed") });
        Directory.CreateDirectory(bench.PathOf("data/failed"));
        await bench.EnqueueAsync("{}");
        await bench.SaidAsync("can't be written");
        await bench.ComesToAsync(s => s is { Queue: 1, Running: 0, Failed: 0 }, "it waits");

        Directory.Delete(bench.PathOf("data/failed"));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await bench.ComesToAsync(s => s is { Queue: 0, Failed: 1, Invocations: 1 }, "it is recorded");
        Assert.Single(await File.ReadAllLinesAsync(bench.PathOf("data/failed")));
    }

    [Fact]
    public async Task Payload_that_is_no_text_is_recorded_all_the_same_and_so_is_half_a_character_that_the_function_answers()
    {
        await using var bench = UserBench.Python("raise ValueError('\\udc80')", f => f with { MaxRetries = 0, OnFailure = new FailureDestination(null, "failed.jsonl") });
        await bench.Functions.EnqueueAsync("f", "{\n\"n\": 1}"u8.ToArray(), CancellationToken.None);
        await bench.Functions.EnqueueAsync("f", new byte[] { (byte)'"', 0xFF, (byte)'"' }, CancellationToken.None);

        await bench.ComesToAsync(s => s is { Failed: 2, Queue: 0, Running: 0 }, "both are given up");
        var lines = await File.ReadAllLinesAsync(bench.PathOf("data/failed.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.Contains(lines, l => l.Contains("\"requestPayload\":{ \"n\": 1}", StringComparison.Ordinal));
        Assert.Contains(lines.Select(l => JsonNode.Parse(l)!["requestPayload"]!), p => p.GetValueKind() == System.Text.Json.JsonValueKind.String && (string?)p == "\"\uFFFD\"");
    }

    [Fact]
    public async Task Long_answer_of_a_failed_attempt_is_kept_in_part()
    {
        await using var bench = UserBench.Python("raise ValueError('\u20ac' * 100000)", f => f with { MaxRetries = 0, OnFailure = new FailureDestination("failed", null) });
        await bench.EnqueueAsync("{}");

        await bench.ComesToAsync(s => s is { Failed: 1, Queue: 0 }, "it is given up");
        var answer = (string)JsonNode.Parse(Assert.Single(bench.Sender.All).Payload.Span)!["responsePayload"]!;
        Assert.StartsWith("{\"errorMessage\"", answer, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(answer), 16 * 1024 - 3, 16 * 1024);
        Assert.DoesNotContain("\uFFFD", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Kept_answer_ends_with_a_whole_character(int before)
    {
        var kept = Local.Functions.User.KeptAnswer.Of(System.Text.Encoding.UTF8.GetBytes(new string('a', before) + new string('\u20ac', 6000)));

        Assert.InRange(kept.Length, 16 * 1024 - 2, 16 * 1024);
        Assert.Equal(0, (kept.Length - before) % 3);
    }

    [Fact]
    public async Task Event_that_became_too_old_is_not_tried_again()
    {
        await using var bench = UserBench.Python(Fail, f => f with { MaxEventAge = TimeSpan.FromSeconds(90), OnFailure = new FailureDestination("failed", null) });
        await bench.EnqueueAsync("{}");
        await bench.ComesToAsync(s => s is { Errors: 1, Retries: 1, Running: 0 }, "the first attempt failed");
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        await bench.ComesToAsync(s => s is { Errors: 2, Retries: 2, Running: 0 }, "the second attempt failed");
        bench.Clock.Advance(TimeSpan.FromSeconds(120));

        await bench.ComesToAsync(s => s is { Failed: 1, Queue: 0 }, "it is given up");
        var record = JsonNode.Parse(Assert.Single(bench.Sender.All).Payload.Span)!;
        Assert.Equal(("EventAgeExceeded", 2), ((string?)record["requestContext"]!["condition"], (int)record["requestContext"]!["approximateInvokeCount"]!));
        Assert.Equal(2, bench.Status.Invocations);
    }

    [Fact]
    public async Task Attempts_are_counted_over_a_restart()
    {
        await using var bench = UserBench.Python(Fail, f => f with { OnFailure = new FailureDestination("failed", null) });
        await bench.EnqueueAsync("{}");
        await bench.ComesToAsync(s => s is { Errors: 1, Retries: 1, Running: 0 }, "the first attempt failed");
        await bench.StopAsync();
        bench.Start();
        Assert.Equal((1, 0L), (bench.Status.Queue, bench.Status.Invocations));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.ComesToAsync(s => s is { Errors: 1, Retries: 1, Running: 0 }, "the second attempt failed");
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await bench.ComesToAsync(s => s is { Failed: 1, Queue: 0 }, "it is given up");

        var record = JsonNode.Parse(Assert.Single(bench.Sender.All).Payload.Span)!;
        Assert.Equal(3, (int)record["requestContext"]!["approximateInvokeCount"]!);
    }

    [Fact]
    public async Task Failures_of_init_and_timeouts_count_as_attempts()
    {
        await using var bench = UserBench.Python("time.sleep(1000)", f => f with { MaxRetries = 1, Timeout = TimeSpan.FromSeconds(1), OnFailure = new FailureDestination("failed", null) });
        await bench.EnqueueAsync("{}");
        await bench.ComesToAsync(s => s.Running == 1 && s.Environments == 1, "it runs");
        await UntilAsync(bench, s => s.Retries == 1);
        bench.WriteFile("import no_such_thing");
        await UntilAsync(bench, s => s.Failed == 1);

        var record = JsonNode.Parse(Assert.Single(bench.Sender.All).Payload.Span)!;
        Assert.Equal("Runtime.ImportModuleError", (string?)record["responsePayload"]!["errorType"]);
    }

    [Fact]
    public async Task Answer_of_a_retry_that_succeeds_is_the_end_of_it()
    {
        await using var bench = UserBench.Python(
            """
            if not os.path.exists(f"{folder}/once"):
                open(f"{folder}/once", 'w').close()
                raise ValueError('no')
            """,
            f => f with { RetryAfter = TimeSpan.FromSeconds(5), OnFailure = new FailureDestination("failed", null) });
        await bench.EnqueueAsync("{}");
        await bench.ComesToAsync(s => s is { Errors: 1, Retries: 1, Running: 0 }, "the first attempt failed");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        await bench.ComesToAsync(s => s is { Queue: 0, Invocations: 2, Errors: 1, Failed: 0 }, "it is done");
        Assert.Empty(bench.Sender.All);
    }

    /// <summary>Lets the clock go until the function has come to a state: what it waits for may have begun, or not.</summary>
    private static Task UntilAsync(UserBench bench, Func<Local.Functions.User.FunctionStatus, bool> state) => Support.Eventually.TrueAsync(
        () =>
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(500));
            return Task.FromResult(state(bench.Status));
        },
        "the function comes to a state");
}
