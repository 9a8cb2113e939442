using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Local.Simulator;
using Muster.Tests.Store;
using Muster.Tests.Support;

namespace Muster.Tests.Simulator;

public sealed class SimulatedFleetTests
{
    private static readonly SimulatedRobotOptions Quick = new()
    {
        Name = "kind",
        Capabilities = ["coffee"],
        TravelTime = TimeSpan.FromMilliseconds(20),
        WorkTime = TimeSpan.FromMilliseconds(20),
        ReportInterval = TimeSpan.FromMilliseconds(200),
        ResendAfter = TimeSpan.FromMilliseconds(200),
        CrashTime = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public async Task Its_robots_are_in_the_fleet_spread_over_the_sites_and_OFFLINE_when_it_ends()
    {
        await using var muster = await TestMuster.StartAsync();
        await using (await StartAsync(muster, new SimulatedFleetOptions { Robots = Robots(4, "munich", "lisbon") }))
        {
            foreach (var name in new[] { "munich-1", "munich-2", "lisbon-1", "lisbon-2" })
            {
                await muster.WaitForStatusAsync(name, "ONLINE");
                Assert.Equal(name.Split('-')[0], (string?)(await muster.FindAsync(name))!["site"]);
            }
        }

        await muster.WaitForStatusAsync("munich-1", "OFFLINE");
        await muster.WaitForStatusAsync("lisbon-2", "OFFLINE");
    }

    [Fact]
    public async Task A_robot_carries_out_an_order_that_the_fleet_gives_it()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var fleet = await StartAsync(muster, new SimulatedFleetOptions { Robots = Robots(1, "munich") });
        var order = await PlaceAsync(muster);
        await WaitForStateAsync(muster, order, "COMPLETED");
        await fleet.DisposeAsync();
        Assert.Equal(1, fleet.Robots[0].Executions[order]);
        Assert.Equal(0, fleet.Counts.Refused);
    }

    [Fact]
    public async Task On_a_line_that_loses_and_doubles_messages_an_order_is_carried_out_once()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var tester = await muster.ConnectAsync();
        await using var fleet = await StartAsync(muster, new SimulatedFleetOptions { Robots = Robots(1, "munich"), Drop = 0.3, Duplicate = 0.3 });
        await muster.WaitForStatusAsync("munich-1", "ONLINE");
        await Eventually.TrueAsync(
            async () =>
            {
                await CommandAsync(tester, "o1");
                return fleet.Counts.Completed > 0;
            },
            "o1 is completed");
        await CommandAsync(tester, "o1");
        await fleet.DisposeAsync();
        Assert.Equal(1, fleet.Robots[0].Executions["o1"]);
    }

    [Fact]
    public async Task A_robot_that_crashes_is_shown_OFFLINE_by_its_last_will_and_comes_back()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var tester = await muster.ConnectAsync();
        await using var fleet = await StartAsync(muster, new SimulatedFleetOptions { Robots = Robots(1, "munich", o => o with { Crash = 1 }) });
        await muster.WaitForStatusAsync("munich-1", "ONLINE");
        await CommandAsync(tester, "o1");
        await Eventually.TrueAsync(
            async () => (await muster.HistoryAsync("munich-1")).Any(e => e!.ToJsonString().Contains("OFFLINE", StringComparison.Ordinal)),
            "munich-1 was OFFLINE");
        await muster.WaitForStatusAsync("munich-1", "ONLINE");
        Assert.Equal(1, fleet.Counts.Crashes);
    }

    [Fact]
    public async Task With_a_journal_a_new_process_reports_COMPLETED_again_and_does_nothing_twice()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var tester = await muster.ConnectAsync();
        using var folder = new TempFolder();
        var options = new SimulatedFleetOptions { Robots = Robots(1, "munich"), JournalFolder = folder.Path };
        string order;
        await using (await StartAsync(muster, options))
        {
            order = await PlaceAsync(muster);
            await WaitForStateAsync(muster, order, "COMPLETED");
        }

        var path = folder.File("munich-1.txt");
        Assert.Equal($"{order}\n", await File.ReadAllTextAsync(path));
        await File.AppendAllTextAsync(path, "cut-sho");
        await tester.SubscribeAsync($"robots/munich-1/orders/{order}");
        await using var second = await StartAsync(muster, options);
        Assert.Contains("COMPLETED", await tester.NextTextAsync(), StringComparison.Ordinal);
        await CommandAsync(tester, order);
        Assert.Contains("COMPLETED", await tester.NextTextAsync(), StringComparison.Ordinal);
        Assert.Empty(second.Robots[0].Executions);
        Assert.Equal($"{order}\n", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Without_a_broker_it_says_so_once_and_ends_when_it_is_told()
    {
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = new SimulatedFleetOptions { Broker = new Uri("mqtt://127.0.0.1:1"), Robots = Robots(3, "munich") };
        await using var fleet = await SimulatedFleet.StartAsync(options, TimeProvider.System, new Random(1), said.Enqueue);
        await Eventually.TrueAsync(() => Task.FromResult(!said.IsEmpty), "a line");
        await fleet.DisposeAsync();
        Assert.Contains("no broker", Assert.Single(said), StringComparison.Ordinal);
    }

    private static IReadOnlyList<SimulatedRobotOptions> Robots(int count, params string[] sites) =>
        SimulatedRobotPlan.Create(count, sites, prefix: null, Quick, new Random(1));

    private static IReadOnlyList<SimulatedRobotOptions> Robots(int count, string site, Func<SimulatedRobotOptions, SimulatedRobotOptions> change) =>
        SimulatedRobotPlan.Create(count, [site], prefix: null, change(Quick), new Random(1));

    private static Task<SimulatedFleet> StartAsync(TestMuster muster, SimulatedFleetOptions options) =>
        SimulatedFleet.StartAsync(options with { Broker = new Uri($"mqtt://127.0.0.1:{muster.MqttPort}") }, TimeProvider.System, new Random(1));

    private static async Task<string> PlaceAsync(TestMuster muster)
    {
        using var reply = await muster.Http.PostAsJsonAsync("/api/orders", new JsonObject { ["site"] = "munich", ["item"] = "latte" });
        return (string)(await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    private static Task WaitForStateAsync(TestMuster muster, string order, string state) => Eventually.TrueAsync(
        async () => (string?)(await muster.Http.GetFromJsonAsync<JsonNode>($"/api/orders/{order}"))!["state"] == state,
        $"{order} is {state}");

    private static Task<MQTTnet.MqttClientPublishResult> CommandAsync(TestClient tester, string order) => tester.PublishAsync(
        "robots/munich-1/commands",
        $$"""{"id": "{{order}}/1", "command": "EXECUTE_ORDER", "order": {"id": "{{order}}", "attempt": 1} }""");
}
