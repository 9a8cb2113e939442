using System.Text;
using System.Text.RegularExpressions;
using Muster.Local.Functions;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost;

public sealed partial class InvocationTests
{
    private const string Echo = "return {'event': event, 'pid': os.getpid(), 'headers': headers}";

    [Fact]
    public async Task Event_and_its_headers_reach_the_function_and_its_answer_comes_back()
    {
        using var package = TestPackage.Handler(Echo);
        await using var bench = new HostBench(package);

        var answer = await bench.AnswerAsync("""{"name": "r1"}""");

        Assert.Equal("r1", (string?)answer["event"]!["name"]);
        var headers = answer["headers"]!;
        Assert.True(Guid.TryParse((string?)headers["lambda-runtime-aws-request-id"], out _));
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:test", (string?)headers["lambda-runtime-invoked-function-arn"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", (string?)headers["lambda-runtime-trace-id"]);
        Assert.True(long.Parse((string)headers["lambda-runtime-deadline-ms"]!) > 1_700_000_000_000);
    }

    [Fact]
    public async Task Shell_with_curl_is_a_bootstrap_too()
    {
        CommandRun.Need("curl");
        using var package = TestPackage.Shell(
            """
            api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
            while event=$(curl -sS -D headers "$api/invocation/next"); do
              id=$(grep -i '^lambda-runtime-aws-request-id:' headers | tr -d '\r' | cut -d' ' -f2)
              curl -sS -X POST "$api/invocation/$id/response" -d "$event" > /dev/null
            done
            """);
        await using var bench = new HostBench(package);

        Assert.Equal("r1", (string?)(await bench.AnswerAsync("""{"name": "r1"}"""))["name"]);
        Assert.Equal("r2", (string?)(await bench.AnswerAsync("""{"name": "r2"}"""))["name"]);
    }

    [Fact]
    public async Task Environment_is_used_again_and_only_its_first_report_has_an_init()
    {
        using var package = TestPackage.Handler(Echo);
        await using var bench = new HostBench(package);

        var (first, second) = (await bench.InvokeAsync("{}"), await bench.InvokeAsync("{}"));

        Assert.NotNull(first.Report.InitDuration);
        Assert.Null(second.Report.InitDuration);
        Assert.Equal(1, bench.Host.Environments);
        Assert.NotEqual(first.Report.RequestId, second.Report.RequestId);
    }

    [Fact]
    public async Task Log_has_start_end_and_report_in_lambdas_form()
    {
        using var package = TestPackage.Handler("say('one'); print('two', file=sys.stderr, flush=True); say('three'); return 1");
        await using var bench = new HostBench(package, o => o with { MemorySize = 256 });

        var lines = (await bench.InvokeAsync("{}")).Log.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Matches("^START RequestId: [0-9a-f-]{36} Version: \\$LATEST$", lines[0]);
        Assert.Equal(["one", "two", "three"], lines[1..4]);
        Assert.Matches("^END RequestId: [0-9a-f-]{36}$", lines[4]);
        var report = Report().Match(lines[5]);
        Assert.True(report.Success, lines[5]);
        var whole = decimal.Parse(report.Groups["duration"].Value) + decimal.Parse(report.Groups["init"].Value);
        Assert.InRange(decimal.Parse(report.Groups["billed"].Value), whole - 0.02m, whole + 1.02m);
        Assert.Equal("256", report.Groups["size"].Value);
        Assert.InRange(int.Parse(report.Groups["used"].Value), 2, 256);
    }

    [Theory]
    [InlineData(917.49, 127.28, 1045, "Duration: 917.49 ms\tBilled Duration: 1045 ms\tMemory Size: 128 MB\tMax Memory Used: 47 MB\tInit Duration: 127.28 ms")]
    [InlineData(917.49, null, 918, "Duration: 917.49 ms\tBilled Duration: 918 ms\tMemory Size: 128 MB\tMax Memory Used: 47 MB")]
    [InlineData(0.7, 0.3, 1, "Duration: 0.70 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 47 MB\tInit Duration: 0.30 ms")]
    public void Report_bills_init_and_duration_together(double duration, double? init, long billed, string line)
    {
        var report = new InvocationReport("id", TimeSpan.FromMilliseconds(duration), 128, 47) { InitDuration = init is { } ms ? TimeSpan.FromMilliseconds(ms) : null };

        Assert.Equal((billed, $"REPORT RequestId: id\t{line}"), (report.BilledMilliseconds, report.ToString()));
    }

    [Fact]
    public async Task Log_is_cut_to_its_last_4_KB_and_its_lines_go_on_whole()
    {
        using var package = TestPackage.Handler("say('first'); say('x' * 10000); say('ö' * 1500); return 1");
        await using var bench = new HostBench(package);

        var result = await bench.InvokeAsync("{}");

        Assert.InRange(Encoding.UTF8.GetByteCount(result.Log), 4000, FunctionLog.TailBytes);
        Assert.DoesNotContain("first", result.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", result.Log, StringComparison.Ordinal);
        Assert.Contains("\nREPORT ", result.Log, StringComparison.Ordinal);
        Assert.Contains($"test: {new string('x', 10000)}", bench.Log);
    }

    [Fact]
    public async Task What_is_written_without_a_line_end_is_in_the_log()
    {
        using var package = TestPackage.Handler("sys.stdout.write('no end'); sys.stdout.flush(); return 1");
        await using var bench = new HostBench(package);

        Assert.Contains("\nno end\nEND ", (await bench.InvokeAsync("{}")).Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_in_chunks_is_a_body()
    {
        using var package = TestPackage.Python(
            """
            id, headers, body = take()
            status, _, _ = call("POST", f"invocation/{id}/response", iter([b'{"a":', b'', b'1}']), {"Transfer-Encoding": "chunked"}, encode_chunked=True)
            take()
            """);
        await using var bench = new HostBench(package);

        Assert.Equal(1, (int)(await bench.AnswerAsync("{}"))["a"]!);
    }

    [Fact]
    public async Task Client_that_waits_to_be_asked_for_its_body_is_asked()
    {
        CommandRun.Need("curl");
        using var package = TestPackage.Shell(
            """
            api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
            curl -sS -D headers "$api/invocation/next" > event
            id=$(grep -i '^lambda-runtime-aws-request-id:' headers | tr -d '\r' | cut -d' ' -f2)
            curl -sS --expect100-timeout 600 -H 'Expect: 100-continue' -X POST "$api/invocation/$id/response" -d @event > /dev/null
            exec curl -sS "$api/invocation/next"
            """);
        await using var bench = new HostBench(package);

        Assert.Equal("r1", (string?)(await bench.AnswerAsync("""{"name": "r1"}"""))["name"]);
    }

    [GeneratedRegex("^REPORT RequestId: [0-9a-f-]{36}\tDuration: (?<duration>[0-9]+\\.[0-9]{2}) ms\tBilled Duration: (?<billed>[0-9]+) ms\tMemory Size: (?<size>[0-9]+) MB\tMax Memory Used: (?<used>[0-9]+) MB\tInit Duration: (?<init>[0-9]+\\.[0-9]{2}) ms$")]
    private static partial Regex Report();
}
