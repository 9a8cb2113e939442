using System.Text.Json;
using MQTTnet.Formatter;
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
    public async Task File_that_is_renamed_and_made_anew_or_cut_is_gone_on_with_at_its_end()
    {
        await using var muster = await StartAsync(Rule("all", "SELECT * FROM 'a'", File("all.jsonl")));
        await using var client = await muster.ConnectAsync();
        var path = Path.Combine(muster.Data, "all.jsonl");
        await client.PublishAsync("a", """{"n":1}""");

        // As logrotate does with "create", the new file as long as the old.
        System.IO.File.Move(path, Path.Combine(muster.Data, "all-1.jsonl"));
        System.IO.File.WriteAllText(path, "{\"o\":1}\n");
        await client.PublishAsync("a", """{"n":2}""");
        Assert.Equal(["""{"n":1}"""], Lines(muster, "all-1.jsonl"));
        Assert.Equal(["""{"o":1}""", """{"n":2}"""], Lines(muster, "all.jsonl"));

        // And with "copytruncate".
        System.IO.File.WriteAllText(path, "");
        await client.PublishAsync("a", """{"n":3}""");
        Assert.Equal(["""{"n":3}"""], Lines(muster, "all.jsonl"));
    }

    [Fact]
    public async Task What_is_no_file_holds_nobody_up()
    {
        CommandRun.Need("mkfifo");
        using var folder = new TempFolder();
        using (var made = System.Diagnostics.Process.Start("mkfifo", [folder.File("all.jsonl")]))
        {
            await made.WaitForExitAsync();
        }

        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'a'", File("all.jsonl"), File("errors.jsonl")), folder.Path);
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("a", """{"n": 1}""")).IsSuccess);
        Assert.True((await client.PublishAsync("a", """{"n": 2}""")).IsSuccess);

        Assert.Equal(2, Lines(muster, "errors.jsonl").Count);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V500, 0, 0)]
    [InlineData(MqttProtocolVersion.V500, 1, 0x97)]
    [InlineData(MqttProtocolVersion.V500, 2, 0x97)]
    [InlineData(MqttProtocolVersion.V311, 0, 0)]
    [InlineData(MqttProtocolVersion.V311, 1, 0)]
    [InlineData(MqttProtocolVersion.V311, 2, 0)]
    public async Task Robot_whose_report_is_on_disk_stays_connected_whatever_a_rule_cannot_store(MqttProtocolVersion version, int qos, int code)
    {
        using var folder = new TempFolder();
        FullDisk(folder);
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'robots/+/status'", File("all.jsonl")), folder.Path);
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("robots/+/status");
        await using var robot = await muster.ConnectAsync("r1", version);

        var answer = await robot.PublishAsync("robots/r1/status", """{"name": "r1", "status": "ONLINE", "n": 1}""", qos);

        // All else was done: the robot's report is stored, and its subscribers have it.
        Assert.Contains("\"n\": 1", await watcher.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
        Assert.Equal(code, (int)answer.ReasonCode);
        if (code != 0 && qos == 1)
        {
            // Of a PUBREC the client's library does not tell the reason.
            Assert.Contains("No space left on device", answer.ReasonString, StringComparison.Ordinal);
        }

        await robot.Raw.PingAsync();
        Assert.Equal(1, await muster.MetricAsync("muster_rule_actions_total", "outcome=\"failed\""));
        Assert.Equal(0, await muster.MetricAsync("muster_messages_total", "outcome=\"failed\""));
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V500, 0)]
    [InlineData(MqttProtocolVersion.V311, 0)]
    [InlineData(MqttProtocolVersion.V500, 1)]
    [InlineData(MqttProtocolVersion.V500, 2)]
    public async Task Message_that_rules_alone_hear_ends_no_connection_where_it_can_be_refused(MqttProtocolVersion version, int qos)
    {
        using var folder = new TempFolder();
        FullDisk(folder);
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'a'", File("all.jsonl")), folder.Path);
        await using var client = await muster.ConnectAsync("c", version);

        var answer = await client.PublishAsync("a", """{"n": 1}""", qos);

        Assert.Equal(qos == 0 ? 0 : 0x97, (int)answer.ReasonCode);
        await client.Raw.PingAsync();
    }

    [Fact]
    public async Task Message_that_rules_alone_hear_is_not_acknowledged_by_MQTT_3_and_is_written_when_it_is_sent_again()
    {
        using var folder = new TempFolder();
        var full = FullDisk(folder);
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'a'", File("all.jsonl")), folder.Path);
        await using (var client = await muster.ConnectAsync("c", MqttProtocolVersion.V311))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.PublishAsync("a", """{"n": 1}"""));
            Assert.False(client.Raw.IsConnected);
        }

        System.IO.File.Delete(full);
        await using var again = await muster.ConnectAsync("c", MqttProtocolVersion.V311);
        Assert.True((await again.PublishAsync("a", """{"n": 1}""")).IsSuccess);
        Assert.Equal(["""{"n":1}"""], Lines(muster, "all.jsonl"));
    }

    [Fact]
    public async Task File_that_never_can_be_written_withholds_nothing_and_goes_to_the_error_action()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("all.jsonl"));
        await using var muster = await StartAsync(Rule("all", "SELECT n FROM 'a'", File("all.jsonl"), File("errors.jsonl")), folder.Path);
        await using var client = await muster.ConnectAsync("c", MqttProtocolVersion.V311);

        Assert.True((await client.PublishAsync("a", """{"n": 1}""")).IsSuccess);
        Assert.True((await client.PublishAsync("a", """{"n": 2}""")).IsSuccess);

        Assert.Equal(2, Lines(muster, "errors.jsonl").Count);
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
