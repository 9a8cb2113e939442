using Microsoft.Extensions.Time.Testing;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.LambdaHost;

public sealed class EnvironmentTests
{
    /// <summary>Waits until as many as that are at work at once.</summary>
    private const string Barrier =
        """
        open(f"at-work-{event['n']}", 'w').close()
        while len([f for f in os.listdir('.') if f.startswith('at-work-')]) < 2:
            time.sleep(0.01)
        return os.getpid()
        """;

    [Fact]
    public async Task Events_at_the_same_time_get_an_environment_each()
    {
        using var package = TestPackage.Handler(Barrier);
        await using var bench = new HostBench(package);

        // Each comes to its end only while the other is at work, too.
        var answers = await Task.WhenAll(bench.AnswerAsync("""{"n": 1}"""), bench.AnswerAsync("""{"n": 2}"""));

        Assert.NotEqual((int)answers[0], (int)answers[1]);
        Assert.Equal(2, bench.Host.Environments);
    }

    [Fact]
    public async Task More_events_than_environments_wait_for_their_turn()
    {
        using var package = TestPackage.Handler("return os.getpid()");
        await using var bench = new HostBench(package, o => o with { MaxConcurrency = 2 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.AnswerAsync("{}")));

        Assert.InRange(answers.Select(a => (int)a).Distinct().Count(), 1, 2);
        Assert.InRange(bench.Host.Environments, 1, 2);
    }

    [Fact]
    public async Task Idle_environment_is_ended_after_its_time()
    {
        using var package = TestPackage.Handler("return os.getpid()");
        var clock = new FakeTimeProvider();
        await using var bench = new HostBench(package, o => o with { IdleTime = TimeSpan.FromMinutes(10) }, clock);

        var process = (int)await bench.AnswerAsync("{}");
        clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(process, (int)await bench.AnswerAsync("{}"));
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(1, bench.Host.Environments);
        clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(0, bench.Host.Environments);
        await HostBench.GoneAsync(process);
    }

    [Fact]
    public async Task Function_sees_lambdas_variables_and_its_own_and_nothing_else_of_the_host()
    {
        Environment.SetEnvironmentVariable("MUSTER_TEST_SECRET", "not for functions");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_MUSTERTEST", "http://127.0.0.1:1");
        using var package = TestPackage.Handler("return dict(os.environ)");
        await using var bench = new HostBench(package, o => o with { Handler = "update-status", Environment = new Dictionary<string, string> { ["GREETING"] = "hello" } });

        var seen = (await bench.AnswerAsync("{}")).AsObject().ToDictionary(v => v.Key, v => (string?)v.Value);

        Assert.Equal("hello", seen["GREETING"]);
        Assert.Equal("http://127.0.0.1:1", seen["AWS_ENDPOINT_URL_MUSTERTEST"]);
        Assert.Equal(("update-status", "test", "$LATEST", "128"), (seen["_HANDLER"], seen["AWS_LAMBDA_FUNCTION_NAME"], seen["AWS_LAMBDA_FUNCTION_VERSION"], seen["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]));
        Assert.Equal(("/aws/lambda/test", ":UTC", package.Path), (seen["AWS_LAMBDA_LOG_GROUP_NAME"], seen["TZ"], seen["LAMBDA_TASK_ROOT"]));
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}$", seen["AWS_LAMBDA_LOG_STREAM_NAME"]);
        Assert.Matches(@"^127\.0\.0\.1:\d+$", seen["AWS_LAMBDA_RUNTIME_API"]);
        Assert.DoesNotContain("MUSTER_TEST_SECRET", seen.Keys);
        Assert.DoesNotContain("HOME", seen.Keys);
    }

    [Fact]
    public async Task Working_folder_is_the_package_and_standard_input_is_empty()
    {
        using var package = TestPackage.Handler("return [os.getcwd(), sys.stdin.read()]");
        await using var bench = new HostBench(package);

        Assert.Equal([package.Path, ""], (await bench.AnswerAsync("{}")).AsArray().Select(v => (string?)v));
    }

    [Fact]
    public async Task What_a_function_started_ends_with_it()
    {
        using var package = TestPackage.Handler("return subprocess.Popen(['sh', '-c', 'sleep 1000 & echo $!; wait'], stdout=subprocess.PIPE, text=True).stdout.readline()");
        int grandchild;
        await using (var bench = new HostBench(package))
        {
            grandchild = int.Parse((string)(await bench.AnswerAsync("{}"))!);
            Assert.True(HostBench.IsAlive(grandchild));
        }

        await HostBench.GoneAsync(grandchild);
    }

    [Fact]
    public async Task Functions_end_when_their_host_is_killed()
    {
        using var package = TestPackage.Handler(
            """
            child = subprocess.Popen(['sleep', '1000'])
            with open('pids.new', 'w') as f:
                f.write(f'{os.getpid()} {child.pid}')
            os.rename('pids.new', 'pids')
            time.sleep(1000)
            """);
        using var folder = new TempFolder();
        await using var muster = MusterProcess.Launch(["invoke", package.Path, folder.Write("event.json", "{}"), "--timeout", "15m"]);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(package.FileIn("pids")) || muster.HasExited), "the function is at work");
        Assert.False(muster.HasExited, muster.Errors);
        var processes = (await File.ReadAllTextAsync(package.FileIn("pids"))).Split(' ').Select(int.Parse).ToList();
        Assert.All(processes, p => Assert.True(HostBench.IsAlive(p)));

        muster.Kill();

        foreach (var process in processes)
        {
            await HostBench.GoneAsync(process);
        }
    }
}
