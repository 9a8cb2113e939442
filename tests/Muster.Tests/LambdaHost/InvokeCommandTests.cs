using System.Text.Json.Nodes;
using Muster.Commands;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost;

public sealed class InvokeCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _event;

    public InvokeCommandTests() => _event = _folder.Write("event.json", """{"name": "TestRobot", "status": "ONLINE"}""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Result_log_and_report_are_printed()
    {
        using var package = TestPackage.Handler("say('hello ' + os.environ['GREETING']); return event");

        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", package.Path, _event, "--env", "GREETING=you", "--memory", "256", "--repeat", "2");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("{\"name\": \"TestRobot\", \"status\": \"ONLINE\"}\n\nSTART RequestId: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("\nhello you\n").Length - 1);
        Assert.Equal(2, run.Output.Split("\tMemory Size: 256 MB\t").Length - 1);
        Assert.Single(run.Output.Split("\tInit Duration: ")[1..]);
    }

    [Fact]
    public async Task Json_is_one_object_an_invocation()
    {
        using var package = TestPackage.Handler("return event");

        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", package.Path, _event, "--json");

        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal("TestRobot", (string?)answer["result"]!["name"]);
        Assert.True((double)answer["report"]!["initMs"]! > 0);
        Assert.Contains("\nREPORT ", (string?)answer["log"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_that_fails_ends_with_1_and_its_error()
    {
        using var package = TestPackage.Handler("os._exit(7)");

        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", package.Path, _event);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("""{"errorType":"Runtime.ExitError",""", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_shows_the_outcome_and_what_would_be_sent()
    {
        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", "update-status", _event, "--dry-run");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("{\"outcome\":\"ACCEPTED\"}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  fleet/robots/TestRobot {", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_event_ends_with_1()
    {
        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", "update-status", _folder.Write("bad.json", """{"name": "r1"}"""), "--dry-run");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("""{"outcome":"REFUSED","code":"missing-field",""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "there is no package of update-status", "update-status")]
    [InlineData(1, "nothing is neither a function (update-status, ", "nothing")]
    [InlineData(2, "--env is \"x\"; it must be like", "update-status", "--env", "x")]
    [InlineData(2, "--env _HANDLER= is not possible", "update-status", "--env", "_HANDLER=x")]
    [InlineData(2, "--timeout is \"16m\"; allowed are 1s to 15m", "update-status", "--timeout", "16m")]
    [InlineData(2, "--memory is \"64\"; allowed are 128 to 10240", "update-status", "--memory", "64")]
    public async Task What_is_wrong_is_said(int exitCode, string reason, string function, params string[] options)
    {
        var run = await CommandRun.RunAsync(MusterBinary.Path, ["invoke", function, _event, .. options]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_that_is_no_json_is_refused_with_its_place()
    {
        var run = await CommandRun.RunAsync(MusterBinary.Path, "invoke", "update-status", _folder.Write("no.json", "{\n\"a\": nope}"), "--dry-run");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("no.json is no JSON: stopped at line 2, byte 7", run.Errors, StringComparison.Ordinal);
    }
}
