using System.Text.Json.Nodes;
using Muster.Aws.Store;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using Muster.Tests.Processes;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Aws.Store;

/// <summary>The article's Python function, and anybody's script, on the same table.</summary>
public sealed class BotoTests(DynamoLocal dynamo) : IAsyncLifetime
{
    private const string Python = "/usr/bin/python3";

    private DynamoBench _bench = null!;
    private DynamoFleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Python) || (await CommandRun.RunAsync(Python, "-c", "import boto3")).ExitCode != 0)
        {
            Assert.Skip("python3-boto3 is not here: run eng/setup.sh");
        }

        _bench = await dynamo.BenchAsync();
        _store = _bench.Store();
    }

    [Fact]
    public async Task Script_reads_what_the_fleet_wrote()
    {
        await _store.ReportAsync(Report(Noon, name: "TestRobot") with { Site = Set("kitchen"), Battery = Set<double?>(12.5), Capabilities = Set<IReadOnlyList<string>>(["grill"]) });

        var item = JsonNode.Parse(await RunAsync("""print(json.dumps(table.get_item(Key={"name": "TestRobot"})["Item"], default=float))"""))!;

        Assert.Equal(("ONLINE", "kitchen", 12.5, 1.0), (item["status"]!.GetValue<string>(), item["site"]!.GetValue<string>(), item["battery"]!.GetValue<double>(), item["version"]!.GetValue<double>()));
        Assert.Equal(("2026-01-31T12:00:00.000000Z", "grill"), (item["lastSeen"]!.GetValue<string>(), item["capabilities"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Robot_that_the_articles_function_wrote_is_found_listed_and_counted()
    {
        await WriteAsArticleAsync("TestRobot", "ONLINE");
        await WriteAsArticleAsync("FakeRobot", "OFFLINE");

        var robot = await _store.FindAsync("TestRobot");
        Assert.Equal((RobotStatus.Online, 1, null), (robot!.Status, robot.Version, robot.Site));
        Assert.Equal(["FakeRobot", "TestRobot"], (await _store.ListAsync(new RobotQuery())).Items.Select(r => r.Name));
        Assert.Equal(["TestRobot"], (await _store.ListAsync(new RobotQuery(Status: "ONLINE"))).Items.Select(r => r.Name));
        Assert.Equal(new Dictionary<string, int> { ["ONLINE"] = 1, ["OFFLINE"] = 1 }, await _store.CountRobotsAsync(CancellationToken.None));
        Assert.Empty((await _store.HistoryAsync("TestRobot")).Items);
    }

    [Fact]
    public async Task Report_of_a_robot_that_the_articles_function_wrote_takes_it_into_the_fleet()
    {
        await WriteAsArticleAsync("TestRobot", "ONLINE");

        var first = await _store.ReportAsync(Report(Noon, name: "TestRobot") with { Site = Set("kitchen") });
        var second = await _bench.Store().ReportAsync(Report(Noon.AddSeconds(9), name: "TestRobot"));

        Assert.Equal((1, true, true), (first.Robot.Version, first.Announce, first.Event is not null));
        Assert.Equal((1, false), (second.Robot.Version, second.Event is not null));
        AssertSame(second.Robot, await _store.FindAsync("TestRobot"));
        Assert.Single((await _store.HistoryAsync("TestRobot")).Items);
        Assert.Equal(["TestRobot"], await _store.ListDueRobotsAsync(Noon, 10, CancellationToken.None));
        Assert.Equal("TestRobot", Assert.Single(await _store.ListFreeRobotsAsync("kitchen", CancellationToken.None)).Name);
    }

    [Fact]
    public async Task Status_that_the_articles_function_writes_over_a_robot_of_the_fleet_is_what_it_has()
    {
        await _store.ReportAsync(Report(Noon, name: "TestRobot") with { Site = Set("kitchen"), Battery = Set<double?>(50) });

        await WriteAsArticleAsync("TestRobot", "OFFLINE");

        Assert.Equal((RobotStatus.Offline, "kitchen", 50), ((await _store.FindAsync("TestRobot"))!.Status, (await _store.FindAsync("TestRobot"))!.Site, (await _store.FindAsync("TestRobot"))!.Battery));
        Assert.Empty(await _store.ListFreeRobotsAsync("kitchen", CancellationToken.None));
        Assert.Equal(["TestRobot"], (await _store.ListAsync(new RobotQuery(Status: "OFFLINE"))).Items.Select(r => r.Name));

        // And its next report says that this is not so any more.
        var decision = await _store.ReportAsync(Report(Noon.AddSeconds(5), name: "TestRobot"));
        Assert.Equal((2, RobotStatus.Offline, RobotStatus.Online), (decision.Robot.Version, decision.Previous!.Status, decision.Robot.Status));
        Assert.Single(await _store.ListFreeRobotsAsync("kitchen", CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Robot_that_the_articles_function_wrote_is_committed_over(bool isTold)
    {
        await WriteAsArticleAsync("TestRobot", "ONLINE");
        var read = (await _store.FindAsync("TestRobot"))!;
        var next = read with { Version = 2, RetiredAt = Noon, AnnouncedAt = Noon };
        var entry = isTold ? new RobotEvent("TestRobot", 2, Noon, RobotEventCause.Retired, []) : null;

        var result = await _store.CommitAsync(new Commit { Robots = [new RobotPut(next, 1, entry)] });

        Assert.Equal((true, 2), (result.IsDone, Assert.Single(result.Robots).Version));
        Assert.Equal((2, Noon), ((await _store.FindAsync("TestRobot"))!.Version, (await _store.FindAsync("TestRobot"))!.RetiredAt));
        Assert.False(await _store.CommitAsync(new RobotPut(next, 1, entry)));
    }

    [Fact]
    public async Task Word_that_is_no_status_counts_as_OFFLINE()
    {
        await WriteAsArticleAsync("TestRobot", "DANCING");

        Assert.Equal(RobotStatus.Offline, (await _store.FindAsync("TestRobot"))!.Status);
        Assert.Equal(RobotStatus.Online, (await _store.ReportAsync(Report(Noon, name: "TestRobot"))).Robot.Status);
    }

    public ValueTask DisposeAsync()
    {
        _bench?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What AWS's article does with a message: an update that knows <c>name</c> and <c>status</c> alone.</summary>
    private Task<string> WriteAsArticleAsync(string name, string status) => RunAsync(
        $$"""
        table.update_item(
            Key={"name": "{{name}}"},
            UpdateExpression="set #status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={":status": "{{status}}"})
        """);

    private async Task<string> RunAsync(string script)
    {
        var run = await CommandRun.RunAsync(
            Python,
            "-c",
            $"""
            import boto3, json
            table = boto3.resource("dynamodb", endpoint_url="{dynamo.Endpoint}", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y").Table("{_bench.Prefix}RobotStatusTable")
            {script}
            """);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }
}
