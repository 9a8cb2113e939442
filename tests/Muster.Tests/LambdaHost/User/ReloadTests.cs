using Muster.Local.Functions;
using Muster.Local.Functions.User;

namespace Muster.Tests.LambdaHost.User;

public sealed class ReloadTests
{
    private static string Say(string word) => $"open(f\"{{folder}}/{word}-{{event['n']}}\", 'w').close()";

    [Fact]
    public async Task Changed_package_takes_over_and_what_runs_ends_on_the_old_one()
    {
        await using var bench = UserBench.Python(
            """
            open(f"{folder}/began", 'w').close()
            while os.path.exists(f"{folder}/hold"):
                time.sleep(0.01)
            open(f"{folder}/old-{event['n']}", 'w').close()
            """);
        File.WriteAllText(bench.PathOf("hold"), "");
        await bench.EnqueueAsync("""{"n": 0}""");
        await bench.WrittenAsync("began");

        bench.Write(Say("new"));
        await ReplacedAsync(bench);
        await bench.EnqueueAsync("""{"n": 1}""");
        await bench.WrittenAsync("new-1");
        Assert.False(File.Exists(bench.PathOf("old-0")));
        File.Delete(bench.PathOf("hold"));

        await bench.WrittenAsync("old-0");
        await bench.ComesToAsync(s => s is { Queue: 0, Errors: 0, Environments: 1, Problem: null }, "both are done, and the old environment is ended");
    }

    [Theory]
    [InlineData("import no_such_thing\ndef lambda_handler(event, context): pass", "Unable to import module 'handler': No module named 'no_such_thing'")]
    [InlineData("def lambda_handler(event, context) return 1", "Syntax error in module 'handler'")]
    [InlineData("def other(event, context): pass", "Handler 'lambda_handler' missing on module 'handler'")]
    public async Task Package_that_became_broken_does_not_take_over_and_is_taken_when_it_is_mended(string broken, string because)
    {
        await using var bench = UserBench.Python(Say("old"));
        await bench.EnqueueAsync("""{"n": 0}""");
        await bench.WrittenAsync("old-0");
        await bench.ComesToAsync(s => s is { Queue: 0, Running: 0 }, "it is done");

        bench.WriteFile(broken);
        await UntilAsync(bench, s => s.Problem is not null);
        Assert.Contains(because, bench.Status.Problem, StringComparison.Ordinal);
        await bench.SaidAsync("f was changed and can't start");
        await bench.EnqueueAsync("""{"n": 1}""");
        await bench.WrittenAsync("old-1");

        bench.Write(Say("new"));
        await ReplacedAsync(bench);
        await bench.EnqueueAsync("""{"n": 2}""");
        await bench.WrittenAsync("new-2");
        Assert.Null(bench.Status.Problem);
    }

    [Fact]
    public async Task Settings_change_while_it_runs()
    {
        await using var bench = UserBench.Python("open(f\"{folder}/{os.environ.get('WORD')}-{context.memory_limit_in_mb}\", 'w').close()");
        await bench.EnqueueAsync("{}");
        await bench.WrittenAsync("None-128");

        bench.Set(f => f with { Memory = 512, Environment = new Dictionary<string, string> { ["WORD"] = "hello" } });
        await ReplacedAsync(bench);
        await bench.EnqueueAsync("{}");

        await bench.WrittenAsync("hello-512");
        Assert.Equal(512, bench.Status.MemorySize);
    }

    [Fact]
    public async Task Function_that_comes_with_a_broken_package_waits_until_it_is_mended()
    {
        await using var bench = UserBench.Python("pass");
        Directory.CreateDirectory(bench.PathOf("g"));
        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction>() });
        Assert.False(bench.Functions.Contains("f"));
        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction> { ["f"] = new() { Name = "f", Package = "g" } } });
        await bench.EnqueueAsync("{}");
        await UntilAsync(bench, s => s.Problem is not null);

        File.WriteAllText(bench.PathOf("g/handler.py"), $"def lambda_handler(event, context):\n    open('{bench.PathOf("mended")}', 'w').close()\n");
        await UntilAsync(bench, s => s.Problem is null);

        await bench.WrittenAsync("mended");
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("nowhere")]
    public async Task Function_that_comes_and_can_not_be_opened_disturbs_no_other(string package)
    {
        await using var bench = UserBench.Python(Say("f"));
        var f = bench.Settings.Current.Functions["f"];
        var all = new Dictionary<string, Fleet.Configuration.UserFunction> { ["bad"] = f with { Name = "bad", Package = package }, ["f"] = f, ["good"] = f with { Name = "good" } };
        bench.Settings.Replace(bench.Settings.Current with { Functions = all });

        await bench.Functions.EnqueueAsync("good", "{\"n\": 1}"u8.ToArray(), CancellationToken.None);
        await bench.EnqueueAsync("""{"n": 2}""");
        await bench.Functions.EnqueueAsync("bad", "{\"n\": 3}"u8.ToArray(), CancellationToken.None);

        await bench.WrittenAsync("f-1");
        await bench.WrittenAsync("f-2");
        await UntilAsync(bench, _ => bench.Functions.List()[0] is { Name: "bad", Problem: not null, Queue: 1 });
    }

    [Fact]
    public async Task Package_that_can_not_run_here_stops_the_start()
    {
        await using var bench = UserBench.Python("pass");
        await bench.StopAsync();
        bench.Set(f => f with { Package = "nowhere" });

        Assert.Contains("there is no package", Assert.Throws<FunctionPackageException>(bench.Start).Message, StringComparison.Ordinal);
        var (function, reason) = Assert.Single(UserFunctions.Check(bench.Settings.Current, bench.Folder));
        Assert.Equal("f", function);
        Assert.Contains("there is no package", reason, StringComparison.Ordinal);
    }

    private static Task ReplacedAsync(UserBench bench)
    {
        var before = bench.Log.All.Count(l => l.Contains("from now on", StringComparison.Ordinal));
        return Support.Eventually.TrueAsync(
            () =>
            {
                bench.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(bench.Log.All.Count(l => l.Contains("from now on", StringComparison.Ordinal)) > before);
            },
            "the function is replaced");
    }

    private static Task UntilAsync(UserBench bench, Func<FunctionStatus, bool> state) => Support.Eventually.TrueAsync(
        () =>
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(state(bench.Status));
        },
        $"the function comes to a state\n{string.Join('\n', bench.Log.All)}");
}
