using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Muster.Fleet.Configuration;
using Muster.Tests.Aws.Store;
using Muster.Tests.Cloud;
using Muster.Tests.LambdaHost.Samples;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using TempFolder = Muster.Tests.Processes.TempFolder;

namespace Muster.Tests.LambdaHost.User;

/// <summary>Functions behind rules of a configuration, in <c>muster up</c> as a process of its own, over MQTT.</summary>
public sealed class UpWithFunctionsTests(DynamoLocal dynamo) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("python")]
    [InlineData("python-once")]
    [InlineData("node")]
    [InlineData("go")]
    public async Task Sample_behind_a_rule_writes_what_a_robot_says(string sample)
    {
        using var package = await SampleFunctions.BuildAsync(sample);
        using var bench = await CloudBench.StartAsync(dynamo);
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(SampleFunctions.Configuration), null, new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        var function = $"{sample}-status";
        settings["functions"] = new JsonObject { [function] = settings["functions"]![function]!.DeepClone() };
        settings["functions"]![function]!["package"] = package.Path;
        settings["rules"]!["lab_status"]!["actions"] = new JsonArray(new JsonObject { ["function"] = function });
        await using var muster = await bench.UpAsync("up", "--config", _folder.Write("fleet.json", settings.ToJsonString()));
        using var robot = await MqttProbe.ConnectAsync(muster.MqttPort, "lab");

        Assert.True(await robot.PublishAsync("lab/TestRobot/status", """{"name": "TestRobot", "status": "ONLINE"}""", 1));
        Assert.True(await robot.PublishAsync("lab/TestRobot/status", """{"name": "OtherRobot", "status": "ONLINE"}""", 2));

        await Eventually.TrueAsync(async () => await StatusAsync(bench, "TestRobot") == "ONLINE", $"the item is there: {muster.Errors}{muster.Output}");
        Assert.Null(await StatusAsync(bench, "OtherRobot"));
        var shown = await CommandRun.RunAsync(MusterBinary.Path, "functions", "--url", $"http://127.0.0.1:{muster.HttpPort}");
        Assert.Matches($@"^FUNCTION +RUNTIME +STATE +QUEUE +RUNS +ERRORS +RETRIES +FAILED +P50 +P95 +MEMORY *\n{function} +\S+ +\S+ +\d+ +\d+ +0 +0 +0 ", shown.Output);
    }

    [Fact]
    public async Task What_was_acknowledged_is_done_though_muster_was_killed()
    {
        var config = Python(
            """
            with open(f"{folder}/done", 'a') as f:
                f.write(f"{event['n']}\n")
            while os.path.exists(f"{folder}/hold"):
                time.sleep(0.01)
            """,
            """ "maxConcurrency": 2 """);
        _folder.Write("hold", "");
        var data = _folder.File("data");
        await using (var muster = await MusterProcess.UpAsync(data, more: ["--config", config]))
        {
            using var client = await MqttProbe.ConnectAsync(muster.MqttPort, "jobs");
            for (ushort n = 1; n <= 200; n++)
            {
                Assert.True(await client.PublishAsync("jobs/new", $$"""{"n": {{n}}}""", n));
            }

            await Eventually.TrueAsync(() => Task.FromResult(File.Exists(_folder.File("done"))), "the first ones run");
            muster.Kill();
            await muster.ExitAsync();
        }

        Assert.InRange((await File.ReadAllLinesAsync(_folder.File("done"))).Length, 1, 2);
        File.Delete(_folder.File("hold"));
        await using var again = await MusterProcess.UpAsync(data, more: ["--config", config]);

        await Eventually.TrueAsync(
            async () => (await FunctionAsync(again))["queue"]!.GetValue<int>() == 0, "the queue is empty", TimeSpan.FromMinutes(1));
        var done = (await File.ReadAllLinesAsync(_folder.File("done"))).Select(int.Parse).ToList();
        Assert.Equal(Enumerable.Range(1, 200), done.Distinct().Order());
        Assert.InRange(done.Count, 200, 202);
    }

    [Fact]
    public async Task Message_is_not_acknowledged_while_the_queue_is_full()
    {
        var config = Python(
            """
            open(f"{folder}/n{event['n']}", 'w').close()
            while os.path.exists(f"{folder}/hold"):
                time.sleep(0.01)
            """,
            """ "maxConcurrency": 1, "queueLimit": 2 """);
        _folder.Write("hold", "");
        await using var muster = await MusterProcess.UpAsync(_folder.File("data"), more: ["--config", config]);
        using (var client = await MqttProbe.ConnectAsync(muster.MqttPort, "jobs"))
        {
            Assert.True(await client.PublishAsync("jobs/new", """{"n": 1}""", 1));
            Assert.True(await client.PublishAsync("jobs/new", """{"n": 2}""", 2));
            Assert.False(await client.PublishAsync("jobs/new", """{"n": 3}""", 3));
        }

        File.Delete(_folder.File("hold"));
        await Eventually.TrueAsync(async () => (await FunctionAsync(muster))["queue"]!.GetValue<int>() == 0, "the queue is empty");
        using var later = await MqttProbe.ConnectAsync(muster.MqttPort, "jobs");
        Assert.True(await later.PublishAsync("jobs/new", """{"n": 3}""", 3));
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(_folder.File("n3"))), "the message that was sent again is worked on");
    }

    [Fact]
    public async Task Failed_event_is_published_for_whoever_listens_and_counted()
    {
        var config = Python("raise ValueError('no')", """ "maxRetries": 0, "onFailure": { "topic": "functions/failed/f" } """);
        await using var muster = await MusterProcess.UpAsync(_folder.File("data"), more: ["--config", config]);
        await using var listener = await TestClient.ConnectAsync(new MQTTnet.MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", muster.MqttPort).Build());
        await listener.SubscribeAsync("functions/failed/+");
        using var client = await MqttProbe.ConnectAsync(muster.MqttPort, "jobs");

        Assert.True(await client.PublishAsync("jobs/new", """{"n": 7}""", 1));

        var record = JsonNode.Parse(await listener.NextTextAsync())!;
        Assert.Equal(("RetriesExhausted", 7, "ValueError"), ((string?)record["requestContext"]!["condition"], (int)record["requestPayload"]!["n"]!, (string?)record["responsePayload"]!["errorType"]));
        var metrics = "";
        await Eventually.TrueAsync(
            async () => (metrics = (await muster.Api.GetAsync("/metrics")).Body).Contains("muster_function_failed_total{", StringComparison.Ordinal), "it is counted");
        Assert.Matches(@"muster_function_invocations_total\{[^}]*function=""f""[^}]*\} 1\n", metrics);
        Assert.Matches(@"muster_function_errors_total\{[^}]*type=""Function""[^}]*\} 1\n", metrics);
        Assert.Matches(@"muster_function_failed_total\{[^}]*condition=""RetriesExhausted""[^}]*\} 1\n", metrics);
        Assert.Matches(@"muster_function_duration_seconds_count\{[^}]*function=""f""[^}]*\} 1\n", metrics);
        Assert.Matches(@"muster_function_queue\{[^}]*function=""f""[^}]*\} 0\n", metrics);
    }

    [Fact]
    public async Task Event_can_be_given_by_http_too()
    {
        var config = Python("open(f\"{folder}/n{event['n']}\", 'w').close()", "");
        await using var muster = await MusterProcess.UpAsync(_folder.File("data"), more: ["--config", config]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{muster.HttpPort}") };

        Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsync("/api/functions/f/invocations", new StringContent("""{"n": 1}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("/api/functions/g/invocations", new StringContent("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync("/api/functions/f/invocations", new StringContent("hello"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.PostAsync("/api/functions/f/invocations", new StringContent($"\"{new string('x', 1024 * 1024)}\""))).StatusCode);

        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(_folder.File("n1"))), "the function ran");
    }

    [Fact]
    public async Task Package_that_can_not_run_is_told_by_config_check_and_stops_the_start()
    {
        var config = _folder.Write("fleet.json", """{ "functions": { "f": { "package": "nowhere" } } }""");

        var check = await CommandRun.RunAsync(MusterBinary.Path, "config", "check", config);
        var up = await CommandRun.RunAsync(MusterBinary.Path, "up", "--config", config, "--data", _folder.File("data"), "--mqtt-port", "0", "--http-port", "0");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("$.functions.f.package: there is no package", check.Errors, StringComparison.Ordinal);
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("there is no package", up.Errors, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> FunctionAsync(MusterProcess muster) =>
        JsonNode.Parse((await muster.Api.GetAsync("/api/functions")).Body)!["items"]!.AsArray().Single()!;

    private static async Task<string?> StatusAsync(CloudBench bench, string robot)
    {
        var item = await bench.Tables.Client.GetItemAsync(bench.Tables.Prefix + UserFunction.KnownTables[0], new Dictionary<string, AttributeValue> { ["name"] = new() { S = robot } });
        return item.Item?.GetValueOrDefault("status")?.S;
    }

    /// <summary>A configuration with the function f, in Python, behind a rule on jobs/new; it finds this test's folder in <c>folder</c>.</summary>
    private string Python(string body, string more)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "/usr/bin/python3 is not here: run eng/setup.sh");
        Directory.CreateDirectory(_folder.File("f"));
        _folder.Write("f/handler.py", $"import os, time\nfolder = '{_folder.Path}'\ndef lambda_handler(event, context):\n    {body.ReplaceLineEndings("\n    ")}\n");
        return _folder.Write(
            "fleet.json",
            $$$"""
            {
              "functions": { "f": { "package": "f", "timeout": "1m"{{{(more.Length > 0 ? ", " : "")}}}{{{more}}} } },
              "rules": { "jobs": { "sql": "SELECT * FROM 'jobs/new'", "actions": [{ "function": "f" }] } }
            }
            """);
    }
}
