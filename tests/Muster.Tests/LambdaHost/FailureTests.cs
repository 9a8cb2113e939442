using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Muster.Local.Functions;

namespace Muster.Tests.LambdaHost;

public sealed class FailureTests
{
    [Fact]
    public async Task Function_that_takes_too_long_is_killed_and_the_next_event_gets_a_fresh_one()
    {
        using var package = TestPackage.Handler(
            """
            if event.get('slow'):
                say('working')
                time.sleep(1000)
            return os.getpid()
            """);
        var clock = new FakeTimeProvider();
        await using var bench = new HostBench(package, o => o with { Timeout = TimeSpan.FromSeconds(3) }, clock);

        var first = (int)await bench.AnswerAsync("{}");
        var slow = bench.InvokeAsync("""{"slow": true}""");
        await bench.SaidAsync("working");
        clock.Advance(TimeSpan.FromSeconds(3));
        var result = await slow;
        var next = (int)await bench.AnswerAsync("{}");

        Assert.Equal("Sandbox.Timedout", result.Error!.Type);
        Assert.Equal($"RequestId: {result.Report.RequestId} Error: Task timed out after 3.00 seconds", result.Error.Message);
        Assert.Equal(result.Error.Message, (string?)JsonNode.Parse(result.Payload.Span)!["errorMessage"]);
        Assert.Contains($"Z {result.Report.RequestId} Task timed out after 3.00 seconds\nEND ", result.Log, StringComparison.Ordinal);
        Assert.Contains("\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t", result.Log, StringComparison.Ordinal);
        Assert.EndsWith("\tStatus: timeout\n", result.Log, StringComparison.Ordinal);
        Assert.NotEqual(first, next);
        await HostBench.GoneAsync(first);
    }

    [Theory]
    [InlineData("os._exit(3)", "Runtime exited with error: exit status 3")]
    [InlineData("os._exit(0)", "Runtime exited without providing a reason")]
    [InlineData("os.kill(os.getpid(), 9)", "Runtime exited with error: signal: killed")]
    public async Task Function_that_ends_in_mid_invocation_is_an_error_and_the_next_event_gets_a_fresh_one(string end, string words)
    {
        using var package = TestPackage.Handler(
            $"""
            if event.get('end'):
                say('last words')
                {end}
            return os.getpid()
            """);
        await using var bench = new HostBench(package);

        var first = (int)await bench.AnswerAsync("{}");
        var result = await bench.InvokeAsync("""{"end": true}""");
        var next = (int)await bench.AnswerAsync("{}");

        Assert.Equal(("Runtime.ExitError", $"RequestId: {result.Report.RequestId} Error: {words}"), (result.Error!.Type, result.Error.Message));
        Assert.Contains("\nlast words\n", result.Log, StringComparison.Ordinal);
        Assert.EndsWith("\tStatus: error\tError Type: Runtime.ExitError\n", result.Log, StringComparison.Ordinal);
        Assert.NotEqual(first, next);
    }

    [Fact]
    public async Task Function_that_ends_between_events_is_replaced_and_nobody_hears_of_it()
    {
        using var package = TestPackage.Python(
            """
            id, headers, body = take()
            answer(id, str(os.getpid()))
            """);
        await using var bench = new HostBench(package);

        Assert.NotEqual((int)await bench.AnswerAsync("{}"), (int)await bench.AnswerAsync("{}"));
    }

    [Fact]
    public async Task Function_that_says_why_it_cannot_start_is_quoted()
    {
        using var package = TestPackage.Python(
            """
            status, _, _ = call("POST", "init/error", json.dumps({"errorType": "Config.Missing", "errorMessage": "no table"}), {"Lambda-Runtime-Function-Error-Type": "Config.Missing"})
            say(f"status {status}")
            sys.exit(1)
            """);
        await using var bench = new HostBench(package);

        var result = await bench.InvokeAsync("{}");

        Assert.Equal(("Config.Missing", $"RequestId: {result.Report.RequestId} Error: no table"), (result.Error!.Type, result.Error.Message));
        Assert.Contains("Phase: init\tStatus: error\tError Type: Config.Missing", result.Log, StringComparison.Ordinal);
        Assert.Equal(0, bench.Host.Environments);
    }

    [Fact]
    public async Task Function_that_ends_at_its_start_is_an_error()
    {
        using var package = TestPackage.Shell("echo no luck; exit 2");
        await using var bench = new HostBench(package);

        var result = await bench.InvokeAsync("{}");

        Assert.Equal(("Runtime.ExitError", $"RequestId: {result.Report.RequestId} Error: Runtime exited with error: exit status 2"), (result.Error!.Type, result.Error.Message));
        Assert.StartsWith("no luck\nINIT_REPORT Init Duration: ", result.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_that_does_not_get_ready_in_time_is_killed()
    {
        using var package = TestPackage.Shell("echo pid $$; exec sleep 1000");
        var clock = new FakeTimeProvider();
        await using var bench = new HostBench(package, o => o with { InitTimeout = TimeSpan.FromSeconds(10) }, clock);

        var invoking = bench.InvokeAsync("{}");
        await Support.Eventually.TrueAsync(() => Task.FromResult(bench.Log.Count > 0), "it has started");
        clock.Advance(TimeSpan.FromSeconds(10));
        var result = await invoking;

        Assert.Equal("Sandbox.Timedout", result.Error!.Type);
        Assert.Contains("INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout", result.Log, StringComparison.Ordinal);
        await HostBench.GoneAsync(int.Parse(bench.Log.First().Split(' ')[^1]));
    }

    [Fact]
    public async Task Error_of_the_function_itself_is_its_result_and_leaves_it_warm()
    {
        using var package = TestPackage.Handler(
            """
            if event.get('bad'):
                call('POST', f'invocation/{id}/error', json.dumps({'errorType': 'ValueError', 'errorMessage': 'bad', 'stackTrace': []}), {'Lambda-Runtime-Function-Error-Type': 'Function.Bad'})
                return None
            return os.getpid()
            """);
        await using var bench = new HostBench(package);

        var first = (int)await bench.AnswerAsync("{}");
        var result = await bench.InvokeAsync("""{"bad": true}""");

        Assert.Equal(("ValueError", "bad"), (result.Error!.Type, result.Error.Message));
        Assert.Equal("bad", (string?)JsonNode.Parse(result.Payload.Span)!["errorMessage"]);
        Assert.Equal(first, (int)await bench.AnswerAsync("{}"));
    }

    [Fact]
    public async Task Response_over_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        using var package = TestPackage.Handler(
            """
            status, _, body = answer(id, b'"' + b'x' * (event['size'] - 2) + b'"')
            say(f'{status} {json.loads(body).get("errorType")}')
            return None
            """);
        await using var bench = new HostBench(package);

        var fits = await bench.InvokeAsync($$"""{"size": {{FunctionOptions.MaxResponseBytes}}}""");
        var over = await bench.InvokeAsync($$"""{"size": {{FunctionOptions.MaxResponseBytes + 1}}}""");
        var again = await bench.InvokeAsync("""{"size": 3}""");

        Assert.Equal((null, 6_291_556), (fits.Error, fits.Payload.Length));
        Assert.Equal("Function.ResponseSizeTooLarge", over.Error!.Type);
        Assert.Null(again.Error);
        Assert.Null(again.Report.InitDuration);
        await bench.SaidAsync("413 RequestEntityTooLarge");
    }

    [Fact]
    public async Task Event_over_the_limit_never_reaches_the_function()
    {
        using var package = TestPackage.Shell("exit 1");
        await using var bench = new HostBench(package);

        var result = await bench.InvokeAsync($"\"{new string('x', FunctionOptions.MaxEventBytes)}\"");

        Assert.Equal("RequestTooLargeException", result.Error!.Type);
        Assert.Equal(0, bench.Host.Environments);
        Assert.Empty(bench.Log);
    }

    [Fact]
    public async Task Api_answers_what_it_does_not_allow_as_lambda_does()
    {
        using var package = TestPackage.Python(
            """
            def said(reply):
                return [reply[0], json.loads(reply[2]).get("errorType")]

            id, _, _ = take()
            said_ = [
                said(call("POST", "invocation/6f5e2c1e-0000-4000-8000-000000000000/response", "1")),
                said(call("GET", "invocation/next")),
                said(call("POST", "init/error", "{}")),
                said(call("GET", "nothing")),
            ]
            answer(id, json.dumps(said_))
            say(json.dumps([said(answer(id, "2")), said(call("POST", f"invocation/{id}/error", "{}"))]))
            take()
            """);
        await using var bench = new HostBench(package);

        var answer = await bench.AnswerAsync("{}");

        Assert.Equal(
            """[[400,"InvalidRequestID"],[403,"InvalidStateTransition"],[403,"InvalidStateTransition"],[404,"NotFound"]]""", answer.ToJsonString());
        await bench.SaidAsync("""[[403, "InvalidStateTransition"], [403, "InvalidStateTransition"]]""");
    }
}
