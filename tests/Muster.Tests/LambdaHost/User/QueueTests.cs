using Muster.Fleet.Store;

namespace Muster.Tests.LambdaHost.User;

public sealed class QueueTests
{
    /// <summary>Writes the event's number to a file, and waits there while another file says so.</summary>
    private const string Barrier =
        """
        open(f"{folder}/began-{event['n']}", 'w').close()
        while os.path.exists(f"{folder}/hold"):
            time.sleep(0.01)
        """;

    [Fact]
    public async Task Events_are_handed_to_the_function_and_leave_the_queue()
    {
        await using var bench = UserBench.Python("open(f\"{folder}/{event['n']}\", 'w').write(context.aws_request_id)");

        foreach (var n in Enumerable.Range(0, 20))
        {
            await bench.EnqueueAsync($$"""{"n": {{n}}}""");
        }

        await bench.ComesToAsync(s => s is { Queue: 0, Running: 0, Invocations: 20 }, "20 invocations");
        Assert.Equal(20, Enumerable.Range(0, 20).Select(n => File.ReadAllText(bench.PathOf($"{n}"))).Distinct().Count());
        var status = bench.Status;
        Assert.Equal((0, 0L, 0L), (status.Running, status.Errors, status.Failed));
        Assert.Equal(("python3.13", "handler.lambda_handler"), (status.Runtime, status.Handler));
        Assert.InRange(status.MaxMemoryUsed, 1, 1000);
        Assert.NotNull(status.MedianMilliseconds);
    }

    [Fact]
    public async Task As_many_run_at_once_as_may_and_warm_environments_are_used_again()
    {
        await using var bench = UserBench.Python(Barrier, f => f with { MaxConcurrency = 2 });
        File.WriteAllText(bench.PathOf("hold"), "");

        foreach (var n in Enumerable.Range(0, 6))
        {
            await bench.EnqueueAsync($$"""{"n": {{n}}}""");
        }

        await bench.WrittenAsync("began-1");
        await bench.ComesToAsync(s => s is { Running: 2, Queue: 6 }, "two run, and the others wait");
        Assert.Equal(2, Directory.GetFiles(bench.Folder, "began-*").Length);
        File.Delete(bench.PathOf("hold"));

        await bench.ComesToAsync(s => s is { Queue: 0, Invocations: 6 }, "all are done");
        Assert.Equal((2, 2L), (bench.Status.Environments, bench.Status.ColdStarts));
    }

    [Fact]
    public async Task Idle_environments_are_ended()
    {
        await using var bench = UserBench.Python("pass");
        await bench.EnqueueAsync("{}");
        await bench.ComesToAsync(s => s is { Queue: 0, Environments: 1, Running: 0 }, "it is done");

        bench.Clock.Advance(TimeSpan.FromMinutes(13));

        await bench.ComesToAsync(s => s.Environments == 0, "its environment is ended");
    }

    [Fact]
    public async Task Full_queue_takes_no_more_so_that_the_message_is_not_acknowledged()
    {
        await using var bench = UserBench.Python(Barrier, f => f with { MaxConcurrency = 1, QueueLimit = 3 });
        File.WriteAllText(bench.PathOf("hold"), "");
        foreach (var n in Enumerable.Range(0, 3))
        {
            await bench.EnqueueAsync($$"""{"n": {{n}}}""");
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await bench.EnqueueAsync("""{"n": 3}"""));
        Assert.Equal("the queue of the function f is full: 3 events wait", refused.Message);

        File.Delete(bench.PathOf("hold"));
        await bench.ComesToAsync(s => s.Queue == 0, "all are done");
        await bench.EnqueueAsync("""{"n": 4}""");
        await bench.WrittenAsync("began-4");
        Assert.False(File.Exists(bench.PathOf("began-3")));
    }

    [Fact]
    public async Task Unknown_function_takes_nothing()
    {
        await using var bench = UserBench.Python("pass");

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await bench.Functions.EnqueueAsync("g", "{}"u8.ToArray(), CancellationToken.None));
        Assert.True(bench.Functions.Contains("f"));
        Assert.False(bench.Functions.Contains("g"));
    }

    [Fact]
    public async Task What_waits_and_what_runs_at_the_stop_is_tried_by_the_next_process_with_its_id_and_its_payload()
    {
        await using var bench = UserBench.Python(
            """
            with open(f"{folder}/seen-{event['n']}", 'a') as f:
                f.write(context.aws_request_id + event['text'] + '\n')
            while os.path.exists(f"{folder}/hold"):
                time.sleep(0.01)
            """,
            f => f with { MaxConcurrency = 1 });
        File.WriteAllText(bench.PathOf("hold"), "");
        var text = new string('x', 100_000);
        await bench.EnqueueAsync($$"""{"n": 0, "text": "{{text}}"}""");
        await bench.EnqueueAsync($$"""{"n": 1, "text": "{{text}}"}""");
        await bench.WrittenAsync("seen-0");

        await bench.StopAsync();
        File.Delete(bench.PathOf("hold"));
        bench.Start();

        await bench.ComesToAsync(s => s is { Queue: 0, Invocations: 2, Errors: 0 }, "both are done");
        var seen = await File.ReadAllLinesAsync(bench.PathOf("seen-0"));
        Assert.Equal(2, seen.Length);
        Assert.Equal(seen[0], seen[1]);
        Assert.EndsWith(text, seen[0], StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(bench.PathOf("seen-1")));
    }

    [Fact]
    public async Task Events_of_a_function_that_left_the_configuration_wait_until_it_comes_back()
    {
        await using var bench = UserBench.Python(Barrier, f => f with { MaxConcurrency = 1 });
        File.WriteAllText(bench.PathOf("hold"), "");
        await bench.EnqueueAsync("""{"n": 0}""");
        await bench.WrittenAsync("began-0");
        await bench.EnqueueAsync("""{"n": 1}""");
        await bench.StopAsync();

        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction>() });
        bench.Start();
        await bench.SaidAsync("2 events wait for the function f, which is not in the configuration");
        Assert.Empty(bench.Functions.List());
        File.Delete(bench.PathOf("hold"));
        bench.Set();
        Assert.True(bench.Functions.Contains("f"));

        await bench.WrittenAsync("began-1");
        await bench.ComesToAsync(s => s.Queue == 0, "both are done");
    }

    [Fact]
    public async Task Function_that_comes_back_while_it_still_ends_takes_up_what_it_left()
    {
        await using var bench = UserBench.Python(Barrier, f => f with { MaxConcurrency = 1 });
        File.WriteAllText(bench.PathOf("hold"), "");
        await bench.EnqueueAsync("""{"n": 0}""");
        await bench.WrittenAsync("began-0");
        await bench.EnqueueAsync("""{"n": 1}""");

        var functions = bench.Settings.Current.Functions;
        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction>() });
        Assert.False(bench.Functions.Contains("f"));
        bench.Settings.Replace(bench.Settings.Current with { Functions = functions });
        await bench.EnqueueAsync("""{"n": 2}""");
        File.Delete(bench.PathOf("hold"));

        await bench.WrittenAsync("began-1");
        await bench.WrittenAsync("began-2");
        await bench.ComesToAsync(s => s is { Queue: 0, Errors: 0 }, "all are done");
        Assert.InRange(bench.Status.Invocations, 2, 3);
    }

    [Fact]
    public async Task Event_that_can_not_be_deleted_is_deleted_later_and_not_run_again()
    {
        await using var bench = UserBench.Python("open(f\"{folder}/{event['n']}\", 'w').close()");
        bench.Execute("CREATE TRIGGER full BEFORE DELETE ON function_event BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await bench.EnqueueAsync("""{"n": 1}""");
        await bench.SaidAsync("can't be written: can't write the database");
        await bench.ComesToAsync(s => s is { Queue: 1, Running: 0 }, "it waits to be deleted");

        bench.Execute("DROP TRIGGER full");
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        await bench.ComesToAsync(s => s is { Queue: 0, Invocations: 1 }, "it is deleted");
        await bench.StopAsync();
        bench.Start();
        Assert.Equal(0, bench.Status.Queue);
    }

    [Fact]
    public async Task Event_whose_row_is_gone_is_dropped_and_holds_no_place()
    {
        await using var bench = UserBench.Python("pass");
        await bench.StopAsync();
        Directory.Move(bench.PathOf("f"), bench.PathOf("away"));
        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction>() });
        bench.Start();
        bench.Set();
        await bench.EnqueueAsync("{}");
        await bench.StopAsync();
        bench.Settings.Replace(bench.Settings.Current with { Functions = new Dictionary<string, Fleet.Configuration.UserFunction>() });
        bench.Start();
        bench.Set();
        Assert.True(bench.Functions.Contains("f"));
        await bench.ComesToAsync(s => s is { Queue: 1, Problem: not null }, "its event waits");

        bench.Execute("DELETE FROM function_event");
        Directory.Move(bench.PathOf("away"), bench.PathOf("f"));

        await Support.Eventually.TrueAsync(
            () =>
            {
                bench.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(bench.Status is { Queue: 0, Invocations: 0 });
            },
            "it is dropped");
        await bench.SaidAsync("is not on disk any more");
    }

    [Fact]
    public async Task Large_payloads_that_are_not_kept_in_memory_are_read_from_the_disk()
    {
        await using var bench = UserBench.Python(
            """
            open(f"{folder}/{event['n']}-{len(event['text'])}", 'w').close()
            while os.path.exists(f"{folder}/hold"):
                time.sleep(0.01)
            """,
            f => f with { MaxConcurrency = 1 });
        File.WriteAllText(bench.PathOf("hold"), "");
        foreach (var n in Enumerable.Range(0, 8))
        {
            await bench.EnqueueAsync($$"""{"n": {{n}}, "text": "{{new string('y', 4_000_000 + n)}}"}""");
        }

        File.Delete(bench.PathOf("hold"));
        await bench.ComesToAsync(s => s is { Queue: 0, Invocations: 8, Errors: 0 }, "all are done");
        Assert.All(Enumerable.Range(0, 8), n => Assert.True(File.Exists(bench.PathOf($"{n}-{4_000_000 + n}"))));
    }

    [Fact]
    public async Task Function_finds_the_tables_by_their_full_names_and_the_way_to_publish()
    {
        await using var bench = UserBench.Python(
            "json.dump(dict(os.environ), open(f'{folder}/new', 'w')); os.rename(f'{folder}/new', f'{folder}/variables')",
            f => f with { Environment = new Dictionary<string, string> { ["TABLE_NAME"] = "${table:RobotStatusTable}", ["PLAIN"] = "$x" }, Memory = 256 });
        Environment.SetEnvironmentVariable("MUSTER_WEBHOOK_SECRET", "not for functions");
        await bench.EnqueueAsync("{}");
        await bench.WrittenAsync("variables");
        Environment.SetEnvironmentVariable("MUSTER_WEBHOOK_SECRET", null);

        var seen = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(bench.PathOf("variables")))!;

        Assert.Equal(("test-RobotStatusTable", "$x", "256"), ((string?)seen["TABLE_NAME"], (string?)seen["PLAIN"], (string?)seen["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]));
        Assert.Null(seen["MUSTER_WEBHOOK_SECRET"]);
        Assert.StartsWith("http://127.0.0.1:", (string?)seen["MUSTER_IOT_ENDPOINT"], StringComparison.Ordinal);
        Assert.Equal((string?)seen["MUSTER_IOT_ENDPOINT"], (string?)seen["AWS_ENDPOINT_URL_IOT_DATA_PLANE"]);
    }
}
