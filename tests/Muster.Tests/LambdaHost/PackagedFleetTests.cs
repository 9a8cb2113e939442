using System.Text.Json.Nodes;
using MQTTnet;
using Muster.Commands;
using Muster.Hosting;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.LambdaHost;

/// <summary><c>muster up --functions lambda</c> with small functions of a test's own, which touch no store.</summary>
public sealed class PackagedFleetTests
{
    /// <summary>Answers what the robot's report asks for, and publishes the event on test/{function}.</summary>
    private const string Script =
        """
        import base64, urllib.parse

        endpoint = urllib.parse.urlparse(os.environ["MUSTER_IOT_ENDPOINT"]).netloc
        function = os.environ["_HANDLER"]

        def publish(topic, payload):
            iot = http.client.HTTPConnection(endpoint)
            iot.request("POST", "/topics/" + urllib.parse.quote(topic, safe="") + "?qos=1", payload, {"Authorization": "AWS4-HMAC-SHA256 test"})
            assert iot.getresponse().status == 200

        while True:
            id, headers, body = take()
            event = json.loads(body)
            publish("test/" + function, body)
            ask = event.get("fault", {}).get("code")
            if ask == "crash" and not os.path.exists("crashed"):
                open("crashed", "w").close()
                os._exit(1)
            if ask == "broken":
                answer(id, '"hello"')
                continue
            outcome = {"outcome": "ACCEPTED"}
            if ask == "refuse":
                outcome = {"outcome": "REFUSED", "code": "name-mismatch", "reason": "that is not you", "field": "name"}
            answer(id, json.dumps(outcome))
        """;

    [Fact]
    public async Task Report_goes_to_the_package_with_the_columns_of_its_rule()
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var robot = await muster.ConnectAsync("robot-1");
        await robot.SubscribeAsync("test/update-status");

        var answer = await robot.PublishAsync("robots/robot-1/status", """{"name":"robot-1","topicRobot":"robot-2","battery":1.50,"battery":12.50}""");

        Assert.Equal(MqttClientPublishReasonCode.Success, answer.ReasonCode);
        var text = await robot.NextTextAsync();
        var receivedAt = (long)JsonNode.Parse(text)!["receivedAt"]!;
        Assert.Equal($$"""{"name":"robot-1","battery":12.50,"topicRobot":"robot-1","receivedAt":{{receivedAt}}}""", text);
        Assert.Null(await muster.FindAsync("robot-1"));
    }

    [Fact]
    public async Task Refusal_of_the_package_is_the_reason_of_the_acknowledgement()
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var robot = await muster.ConnectAsync("robot-1");

        var answer = await robot.PublishAsync("robots/robot-1/status", """{"fault":{"code":"refuse"}}""");

        Assert.Equal((MqttClientPublishReasonCode.NotAuthorized, "that is not you"), (answer.ReasonCode, answer.ReasonString));
    }

    [Fact]
    public async Task Function_that_crashes_is_tried_again_before_the_message_is_acknowledged()
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var robot = await muster.ConnectAsync("robot-1");
        await robot.SubscribeAsync("test/update-status");

        var answer = await robot.PublishAsync("robots/robot-1/status", """{"fault":{"code":"crash"}}""");

        Assert.Equal(MqttClientPublishReasonCode.Success, answer.ReasonCode);
        Assert.Equal(await robot.NextTextAsync(), await robot.NextTextAsync());
    }

    [Fact]
    public async Task Message_that_a_function_fails_on_again_and_again_is_not_acknowledged()
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var robot = await muster.ConnectAsync("robot-1");

        await Assert.ThrowsAnyAsync<Exception>(() => robot.PublishAsync("robots/robot-1/status", """{"fault":{"code":"broken"}}"""));

        await Eventually.TrueAsync(() => Task.FromResult(!robot.Raw.IsConnected), "the connection is closed");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("hello")]
    [InlineData("{} {}")]
    public async Task Message_that_is_no_object_is_refused_as_in_process(string payload)
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var robot = await muster.ConnectAsync("robot-1");
        await robot.SubscribeAsync("robots/robot-1/rejected");

        var answer = await robot.PublishAsync("robots/robot-1/status", payload);

        Assert.Equal(MqttClientPublishReasonCode.PayloadFormatInvalid, answer.ReasonCode);
        Assert.Contains("\"code\":\"invalid-json\"", await robot.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_notifications_and_presence_go_to_packages_too()
    {
        using var package = TestPackage.Python(Script);
        await using var muster = await StartAsync(package);
        await using var watcher = await muster.ConnectAsync("watcher");
        await watcher.SubscribeAsync("test/#");

        await (await muster.ConnectAsync("robot-1")).DisposeAsync();

        var missing = new HashSet<string> { "test/sweep", "test/notify", "test/presence" };
        while (missing.Count > 0)
        {
            missing.Remove((await watcher.NextAsync()).Topic);
        }
    }

    [Fact]
    public async Task Store_of_one_process_is_refused()
    {
        using var package = TestPackage.Shell("exit 1");

        var e = await Assert.ThrowsAsync<StartException>(() => TestMuster.StartAsync(change: o => o with { FunctionPackages = package.Path }));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("SQLite belongs to one; add --store dynamodb", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_without_packages_is_refused()
    {
        using var folder = new TempFolder();

        var e = await Assert.ThrowsAsync<StartException>(() => TestMuster.StartAsync(change: o => o with { FunctionPackages = folder.Path, IsStoreShared = true }));

        Assert.Contains("has no package for ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--functions is \"cloud\"; it must be in-process or lambda", "--functions", "cloud")]
    [InlineData("--function-packages is for --functions lambda", "--function-packages", ".")]
    public async Task Wrong_options_are_wrong_usage(string reason, params string[] options)
    {
        var run = await CommandRun.RunAsync(MusterBinary.Path, ["up", .. options]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    private static Task<TestMuster> StartAsync(TestPackage package) =>
        TestMuster.StartAsync(change: o => o with { FunctionPackages = package.Path, IsStoreShared = true });
}
