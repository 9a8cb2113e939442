using Amazon.DynamoDBv2.Model;
using Muster.Aws.Store;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Tests.Contract;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Aws.Store;

public sealed class DynamoReportTests(DynamoLocal dynamo) : IAsyncLifetime
{
    private DynamoBench _bench = null!;
    private TroubledClient _client = null!;
    private DynamoFleetStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await dynamo.BenchAsync();
        _client = new TroubledClient(dynamo.Endpoint);
        _store = _bench.Store(_client);
    }

    [Fact]
    public async Task Steady_telemetry_is_one_update()
    {
        await _store.ReportAsync(Telemetry(0));
        _ = _client.Requests;

        for (var i = 1; i <= 5; i++)
        {
            var decision = await _store.ReportAsync(Telemetry(i));
            Assert.True(decision.Announce);
        }

        Assert.Equal(Enumerable.Repeat("UpdateItem", 5), _client.Requests);
    }

    [Fact]
    public async Task Steady_telemetry_is_one_update_also_in_a_process_that_never_saw_the_robot()
    {
        await _store.ReportAsync(Telemetry(0));
        _ = _client.Requests;

        await _bench.Store(_client).ReportAsync(Telemetry(10));
        await _bench.Store(_client).ReportAsync(Report(Noon.AddSeconds(20)) with { Site = Set("kitchen") });

        Assert.Equal(["UpdateItem", "UpdateItem"], _client.Requests);
        Assert.Equal((Noon.AddSeconds(20), 10), ((await _store.FindAsync("r1"))!.LastSeen, (await _store.FindAsync("r1"))!.Battery));
    }

    [Fact]
    public async Task Telemetry_right_after_an_announcement_waits_with_one_update_each()
    {
        await _store.ReportAsync(Telemetry(0));
        _ = _client.Requests;

        await _store.ReportAsync(Telemetry(0.1));
        await _store.ReportAsync(Telemetry(0.2));

        Assert.Equal(["UpdateItem", "UpdateItem"], _client.Requests);
        Assert.True((await _store.FindAsync("r1"))!.AnnouncementDue);
    }

    [Fact]
    public async Task Change_of_a_robot_that_was_seen_is_one_transaction()
    {
        await _store.ReportAsync(Telemetry(0));
        _ = _client.Requests;

        await _store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused));

        Assert.Equal(["TransactWriteItems"], _client.Requests);
    }

    [Fact]
    public async Task Report_whose_guess_is_out_of_date_decides_on_what_is_stored()
    {
        await _store.ReportAsync(Telemetry(0));
        await _bench.Store().ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused));

        var decision = await _store.ReportAsync(Telemetry(2));

        Assert.Equal((3, RobotStatus.Paused), (decision.Robot.Version, decision.Previous!.Status));
        AssertSame(decision.Robot, await _store.FindAsync("r1"));
    }

    [Fact]
    public async Task Report_that_another_process_gets_in_between_of_builds_on_it()
    {
        await _store.ReportAsync(Telemetry(0));
        var other = _bench.Store();
        _client.BeforeWrite = () => other.ReportAsync(Report(Noon.AddSeconds(1)) with { Site = Set("bar") });

        var decision = await _store.ReportAsync(Report(Noon.AddSeconds(2), RobotStatus.Paused));

        Assert.Equal((3, "bar", RobotStatus.Paused), (decision.Robot.Version, decision.Robot.Site, decision.Robot.Status));
        AssertSame(decision.Robot, await _store.FindAsync("r1"));
        Assert.Equal([3, 2, 1], (await _store.HistoryAsync("r1")).Items.Select(e => e.Version));
    }

    [Fact]
    public async Task Telemetry_whose_answer_is_lost_is_announced_and_written_once()
    {
        await _store.ReportAsync(Telemetry(0));
        _client.LoseAnswers(1);

        var decision = await _store.ReportAsync(Telemetry(5));

        Assert.True(decision.Announce);
        Assert.Equal((Noon.AddSeconds(5), 1), ((await _store.FindAsync("r1"))!.AnnouncedAt, decision.Robot.Version));
    }

    [Fact]
    public async Task Change_whose_answer_is_lost_is_one_change()
    {
        await _store.ReportAsync(Telemetry(0));
        _client.LoseAnswers(2);

        var decision = await _store.ReportAsync(Report(Noon.AddSeconds(1), RobotStatus.Paused));

        Assert.Equal((2, true), (decision.Robot.Version, decision.Announce));
        Assert.Equal(2, (await _store.FindAsync("r1"))!.Version);
        Assert.Equal(2, (await _store.FeedAsync()).Entries.Count);
    }

    [Fact]
    public async Task Throttled_report_is_tried_again()
    {
        await _store.ReportAsync(Telemetry(0));
        _client.Throttle(3);

        await _store.ReportAsync(Telemetry(5));

        Assert.Equal(Noon.AddSeconds(5), (await _store.FindAsync("r1"))!.LastSeen);
    }

    [Fact]
    public async Task Report_that_is_throttled_for_good_is_given_up_when_the_callers_time_is_over()
    {
        await _store.ReportAsync(Telemetry(0));
        _client.Throttle(int.MaxValue);
        using var time = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var e = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.ReportStatusAsync(Telemetry(5), time.Token));

        Assert.Contains("too busy", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_is_readable_with_one_attribute_a_field()
    {
        await _store.ReportAsync(Telemetry(0) with { Capabilities = Set<IReadOnlyList<string>>(["grill"]), Order = Set("o1") });

        var item = (await _client.GetItemAsync(_bench.Prefix + "RobotStatusTable", new Dictionary<string, AttributeValue> { ["name"] = new("r1") })).Item;

        Assert.Equal(("ONLINE", "kitchen", "0", "1", "o1"), (item["status"].S, item["site"].S, item["battery"].N, item["version"].N, item["reportedOrder"].S));
        Assert.Equal("2026-01-31T12:00:00.000000Z", item["lastSeen"].S);
        Assert.Equal("grill", Assert.Single(item["capabilities"].L).S);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bench?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A report so many seconds after noon, with a battery and a site.</summary>
    private static StatusReport Telemetry(double second) =>
        Report(Noon.AddSeconds(second)) with { Site = Set("kitchen"), Battery = Set<double?>(second), At = Noon.AddSeconds(second) };
}
