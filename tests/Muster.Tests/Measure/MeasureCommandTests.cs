using System.Text.Json.Nodes;
using Muster.Commands;
using Muster.Local.Functions.Limits;
using Muster.Tests.LambdaHost;
using Muster.Tests.Processes;

namespace Muster.Tests.Measure;

public sealed class MeasureCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _event;

    public MeasureCommandTests() => _event = _folder.Write("event.json", """{"name": "TestRobot", "status": "ONLINE"}""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Functions_stand_side_by_side_in_the_article_s_table_and_in_one_with_everything()
    {
        using var package = TestPackage.Handler("return event");

        var run = await MeasureAsync($"one={package.Path}", $"two={package.Path}", "--memory", "256,128", "--runs", "5", "--cold", "2", "--rate", "50/min");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.Matches("^Test +one \\(128MB\\) +one \\(256MB\\) +two \\(128MB\\) +two \\(256MB\\) *$", lines[0]);
        Assert.Matches("^Median( +[0-9.]+ ms){4} *$", lines[4]);
        Assert.Matches("^Monthly Cost( +\\$[0-9]+\\.[0-9]{2}){4} *$", lines[5]);
        Assert.Matches("^FUNCTION +MEMORY +INIT +FIRST +MEDIAN +P95 +P99 +BILLED +PEAK +MONTHLY +NOTE *$", lines[7]);
        Assert.Equal(2, lines.Count(l => l.Contains("cheapest", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(l => l.Contains("fastest", StringComparison.Ordinal)));
        Assert.Contains("A month of 730 h at 50/min, 2,190,000 invocations, at the prices of arm64", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_and_report_hold_all_runs()
    {
        using var package = TestPackage.Handler("return event");
        var html = _folder.File("report.html");

        var run = await MeasureAsync(package.Path, "--memory", "128", "--runs", "6", "--cold", "3", "--json", "--html", html);

        var runs = JsonNode.Parse(run.Output)!["functions"]![0]!["points"]![0]!["runs"]!.AsArray();
        Assert.Equal(8, runs.Count);
        Assert.Equal([0, 1, 2], runs.Where(r => r!["initMs"] is not null).Select(r => (int)r!["environment"]!));
        Assert.Contains("<svg ", await File.ReadAllTextAsync(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Size_that_is_too_small_is_said_and_the_others_go_on()
    {
        Assert.SkipWhen(EnvironmentLimiter.Find(TimeProvider.System, out var reason) is null, reason);
        using var package = TestPackage.Handler("return len(bytearray(160 << 20).replace(b'\\0', b'\\1'))");

        var run = await MeasureAsync(package.Path, "--memory", "128,1024", "--runs", "2", "--cold", "1", "--timeout", "50s");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("out of memory: Runtime.ExitError, Runtime exited with error: signal: killed", run.Output, StringComparison.Ordinal);
        Assert.Contains("cheapest, fastest", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_that_is_too_slow_with_every_size_ends_with_1()
    {
        using var package = TestPackage.Handler("time.sleep(60)");

        var run = await MeasureAsync(package.Path, "--memory", "128,256", "--runs", "2", "--timeout", "1s");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal(2, run.Output.Split("timed out: Sandbox.Timedout, Task timed out after 1.00 seconds").Length - 1);
    }

    [Theory]
    [InlineData("raise ValueError('no')", "process ended: Runtime.ExitError, Runtime exited with error: exit status 1")]
    [InlineData("return {'outcome': 'REFUSED', 'code': 'missing-field'}", "refused the event: REFUSED, {\"outcome\": \"REFUSED\"")]
    [InlineData("call('POST', f'invocation/{id}/error', json.dumps({'errorType': 'Broken', 'errorMessage': 'no table'}))", "failed: Broken, no table")]
    public async Task What_goes_wrong_is_said(string body, string words)
    {
        using var package = TestPackage.Handler(body);

        var run = await MeasureAsync(package.Path, "--memory", "128", "--runs", "2", "--unthrottled");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_that_does_not_start_is_told_from_one_that_fails()
    {
        using var package = TestPackage.Shell("exit 3");

        var run = await MeasureAsync(package.Path, "--memory", "128", "--runs", "2");

        Assert.Contains("does not start: Runtime.ExitError, Runtime exited with error: exit status 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unthrottled_measurement_says_so_and_why()
    {
        using var package = TestPackage.Handler("return event");

        var run = await MeasureAsync(package.Path, "--memory", "128", "--runs", "2", "--cold", "1", "--unthrottled");

        Assert.Equal("muster: functions run unthrottled, with the whole machine whatever their memory size: --unthrottled was given\n", run.Errors);
        Assert.Contains("UNTHROTTLED: each function had the whole machine with every memory size, because --unthrottled was given.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--memory is \"64\"; it must be up to 16 whole numbers from 128 to 10240", "--memory", "64")]
    [InlineData(2, "--rate is \"fast\"; it must be a rate like 100/min", "--rate", "fast")]
    [InlineData(2, "--runs is \"1\"; allowed are 2 to 100000", "--runs", "1")]
    [InlineData(2, "--prices is \"mips\"; there are arm64 and x64", "--prices", "mips")]
    [InlineData(1, "nothing is neither a function (update-status, ", "nothing")]
    public async Task What_is_wrong_on_the_command_line_is_said(int exitCode, string reason, params string[] options)
    {
        using var package = TestPackage.Shell("exit 0");

        var run = await MeasureAsync([package.Path, .. options]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_packages_can_t_have_one_name()
    {
        using var package = TestPackage.Shell("exit 0");

        var run = await MeasureAsync($"a={package.Path}", $"a={package.Path}");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("two packages are called a; give one another name", run.Errors, StringComparison.Ordinal);
    }

    private Task<CommandRun> MeasureAsync(params string[] arguments) => CommandRun.RunAsync(MusterBinary.Path, ["measure", .. arguments, "--event", _event]);
}
