using System.Text.Json;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class FileTests
{
    [Fact]
    public async Task Each_message_is_a_line_that_is_there_when_it_is_acknowledged()
    {
        await using var muster = await StartAsync(Rule("all", "SELECT *, topic(2) AS sensor FROM 'sensors/+'", File("deep/er/all.jsonl")));
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("sensors/a", "{\n  \"n\": 1\n}");
        Assert.Equal(["""{"n":1,"sensor":"a"}"""], Lines(muster, "deep/er/all.jsonl").Select(l => l.Replace(" ", "", StringComparison.Ordinal)));
        await client.PublishAsync("sensors/b", """{"n": 2}""");
        Assert.Equal(2, Lines(muster, "deep/er/all.jsonl").Count);
    }

    [Fact]
    public async Task Payload_with_line_breaks_is_one_line()
    {
        await using var muster = await StartAsync(Rule("all", "SELECT * FROM 'a'", File("all.jsonl")));
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("a", "{\n  \"n\": 1.50,\r\n  \"text\": \"ü\\n\"\n}");

        Assert.Equal("ü\n", JsonDocument.Parse(Assert.Single(Lines(muster, "all.jsonl"))).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Many_at_once_and_two_rules_in_one_file_mix_no_lines()
    {
        const int Clients = 8;
        const int Each = 100;
        await using var muster = await StartAsync($"{Rule("one", "SELECT n, client FROM 'a/#'", File("all.jsonl"))}, {Rule("two", "SELECT n, client FROM 'a/#'", File("all.jsonl"))}");

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async c =>
        {
            await using var client = await muster.ConnectAsync($"c{c}");
            await Task.WhenAll(Enumerable.Range(0, Each).Select(n => client.PublishAsync($"a/{c}", $$"""{"n": {{n}}, "client": {{c}} }""")));
        }));

        var lines = Lines(muster, "all.jsonl").Select(l => JsonDocument.Parse(l).RootElement).Select(e => (e.GetProperty("client").GetInt32(), e.GetProperty("n").GetInt32())).ToList();
        Assert.Equal(2 * Clients * Each, lines.Count);
        Assert.All(lines.GroupBy(l => l), group => Assert.Equal(2, group.Count()));
    }

    [Fact]
    public async Task What_is_no_JSON_is_a_failure_with_advice()
    {
        await using var muster = await StartAsync($"{Rule("raw", "SELECT * FROM 'raw'", File("raw.jsonl"), File("errors.jsonl"))}, {Rule("packed", "SELECT encode(*, 'base64') AS payload FROM 'raw'", File("packed.jsonl"))}");
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("raw", [0xff, 0x00])).IsSuccess);

        Assert.Empty(Lines(muster, "raw.jsonl"));
        Assert.Contains("encode(*, 'base64')", Assert.Single(Lines(muster, "errors.jsonl")), StringComparison.Ordinal);
        Assert.Equal(["""{"payload":"/wA="}"""], Lines(muster, "packed.jsonl"));
    }

    [Fact]
    public async Task Half_a_line_of_a_crash_does_not_spoil_the_next()
    {
        using var folder = new TempFolder();
        folder.Write("all.jsonl", """{"n": 1}""" + "\n" + """{"n": 2, "te""");
        await using var muster = await StartAsync(Rule("all", "SELECT * FROM 'a'", File("all.jsonl")), folder.Path);
        await using var client = await muster.ConnectAsync();

        await client.PublishAsync("a", """{"n": 3}""");

        Assert.Equal(["""{"n": 1}""", """{"n": 2, "te""", """{"n": 3}"""], Lines(muster, "all.jsonl"));
    }

    [Fact]
    public async Task File_that_was_moved_away_is_begun_anew()
    {
        await using var muster = await StartAsync(Rule("all", "SELECT * FROM 'a'", File("all.jsonl")));
        await using var client = await muster.ConnectAsync();
        await client.PublishAsync("a", """{"n":1}""");
        System.IO.File.Move(Path.Combine(muster.Data, "all.jsonl"), Path.Combine(muster.Data, "all-1.jsonl"));

        await client.PublishAsync("a", """{"n":2}""");

        Assert.Equal(["""{"n":1}"""], Lines(muster, "all-1.jsonl"));
        Assert.Equal(["""{"n":2}"""], Lines(muster, "all.jsonl"));
    }

    [Fact]
    public async Task Message_is_not_acknowledged_while_the_disk_is_full_and_is_written_when_it_is_sent_again()
    {
        using var folder = new TempFolder();
        var full = FullDisk(folder);
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'robots/+/status'", File("all.jsonl")), folder.Path);
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("robots/+/status");

        await using (var robot = await muster.ConnectAsync("r1"))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => robot.ReportAsync("r1", "ONLINE", ", \"n\": 1"));
            Assert.False(robot.Raw.IsConnected);
        }

        // All else was done: the robot's report is stored, and its subscribers have it.
        Assert.NotNull(await muster.FindAsync("r1"));
        Assert.Contains("\"n\": 1", await watcher.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await muster.MetricAsync("muster_rule_actions_total", "outcome=\"failed\""));

        System.IO.File.Delete(full);
        await using var again = await muster.ConnectAsync("r1");
        Assert.True((await again.ReportAsync("r1", "ONLINE", ", \"n\": 1")).IsSuccess);
        Assert.Equal(["""{"n":1}"""], Lines(muster, "all.jsonl"));
    }

    [Fact]
    public async Task Error_action_that_takes_the_message_lets_it_be_acknowledged()
    {
        using var folder = new TempFolder();
        FullDisk(folder);
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'a'", File("all.jsonl"), Republish("errors")), folder.Path);
        await using var client = await muster.ConnectAsync();
        await client.SubscribeAsync("errors");

        Assert.True((await client.PublishAsync("a", """{"n": 1}""")).IsSuccess);

        Assert.Contains("No space left on device", await client.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_action_disturbs_no_other()
    {
        using var folder = new TempFolder();
        FullDisk(folder);
        await using var muster = await StartAsync(
            $"""
            {Rule("failing", "SELECT n FROM 'robots/+/status'", $"{File("all.jsonl")}, {Republish("same/rule")}", File("errors.jsonl"))},
            {Rule("other", "SELECT n FROM 'robots/+/status'", File("other.jsonl"))}
            """,
            folder.Path);
        await using var client = await muster.ConnectAsync();
        await client.SubscribeAsync("same/rule");

        Assert.True((await client.ReportAsync("r1", "ONLINE", ", \"n\": 1")).IsSuccess);

        Assert.Equal("""{"n":1}""", await client.NextTextAsync());
        Assert.Equal(["""{"n":1}"""], Lines(muster, "other.jsonl"));
        Assert.Single(Lines(muster, "errors.jsonl"));
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
    }

    [Fact]
    public async Task Every_acknowledged_message_is_in_the_file_after_a_kill()
    {
        using var folder = new TempFolder();
        var config = folder.Write("fleet.json", $$"""{ "rules": { {{Rule("all", "SELECT n FROM 'a'", File("all.jsonl"))}} } }""");
        var data = folder.File("data");
        await using var muster = await MusterProcess.UpAsync(data, more: ["--config", config]);
        const int Least = 300;
        var acknowledged = 0;
        using (var client = new RawClient(muster.MqttPort, "c"))
        {
            client.Read();
            try
            {
                for (var n = 1; ; n++)
                {
                    client.Publish("a", $$"""{"n": {{n}} }""", (ushort)n);

                    // A few are under way at any time; the kill comes between any two of them.
                    if (n > 10 && client.Read() is null)
                    {
                        break;
                    }

                    acknowledged = Math.Max(0, n - 10);
                    if (acknowledged == Least)
                    {
                        muster.Kill();
                    }
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // It is dead.
            }
        }

        await muster.ExitAsync();
        var lines = System.IO.File.ReadAllLines(Path.Combine(data, "all.jsonl"));
        Assert.True(acknowledged >= Least);
        Assert.True(lines.Length >= acknowledged, $"{acknowledged} were acknowledged, {lines.Length} are there");
        Assert.Equal(Enumerable.Range(1, acknowledged), lines.Take(acknowledged).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("n").GetInt32()));
    }

    /// <summary>A file that no byte can be written to, as on a full disk.</summary>
    private static string FullDisk(TempFolder folder)
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "needs /dev/full, which Linux has");
        var path = folder.File("all.jsonl");
        System.IO.File.CreateSymbolicLink(path, "/dev/full");
        return path;
    }
}
