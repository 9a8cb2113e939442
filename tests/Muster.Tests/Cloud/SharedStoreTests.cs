using System.Globalization;
using System.Text.Json.Nodes;
using MQTTnet;
using Muster.Tests.Aws.Store;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Cloud;

/// <summary>Several <c>muster up</c> over one set of tables: one fleet.</summary>
public sealed class SharedStoreTests(DynamoLocal dynamo)
{
    private const int Orders = 60;

    [Fact]
    public async Task Two_processes_serve_one_fleet_and_no_order_is_given_twice()
    {
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var first = await bench.UpAsync("first");
        await using var second = await bench.UpAsync("second");
        await using var robotsOfFirst = bench.Robots(first, "a", 5, "munich");
        await using var robotsOfSecond = bench.Robots(second, "bb", 5, "munich");
        using var http = new HttpClient { BaseAddress = Address(first) };
        using var otherHttp = new HttpClient { BaseAddress = Address(second) };
        await Eventually.TrueAsync(async () => (await first.Api.RobotsAsync()).Count(r => (string?)r.Value["status"] == "ONLINE") == 10, "ten robots are ONLINE", TimeSpan.FromMinutes(1));

        var placed = await Task.WhenAll(Enumerable.Range(0, Orders).Select(i => CloudBench.PlaceAsync(i % 2 == 0 ? http : otherHttp, "munich")));
        await Eventually.TrueAsync(async () => (await CloudBench.OrdersAsync(http, "COMPLETED")).Count == Orders, "every order is COMPLETED", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(200));

        Assert.Equal(placed.Order(StringComparer.Ordinal), bench.Done().Order(StringComparer.Ordinal));
        var orders = await CloudBench.OrdersAsync(otherHttp, "COMPLETED");

        // Commands went to robots of the other process too: by the store, and not by the sweep, which would have made it a second attempt.
        Assert.All(orders, o => Assert.Equal(1, (int)o["attempt"]!));
        var robots = orders.Select(o => (string)o["robot"]!).ToHashSet();
        Assert.Contains(robots, r => r.StartsWith('a'));
        Assert.Contains(robots, r => r.StartsWith("bb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_process_says_is_heard_at_the_other()
    {
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var first = await bench.UpAsync("first");
        await using var second = await bench.UpAsync("second");
        await using var robot = await ConnectAsync(first, "r1");
        await using var watcher = await ConnectAsync(second, "watcher");
        await watcher.SubscribeAsync("fleet/robots/r1");
        await robot.SubscribeAsync("robots/r1/commands");

        await robot.ReportAsync("r1", "ONLINE");
        Assert.Equal("ONLINE", await StatusAsync(watcher));

        using var http = new HttpClient { BaseAddress = Address(second) };
        using var reply = await http.PostAsync("/api/robots/r1/pause", content: null);
        Assert.True(reply.IsSuccessStatusCode);
        Assert.Equal("PAUSE", (string?)JsonNode.Parse(await robot.NextTextAsync())!["command"]);

        await robot.ReportAsync("r1", "PAUSED");
        string? status;
        while ((status = await StatusAsync(watcher)) == "ONLINE")
        {
            // The pause itself is a change too.
        }

        Assert.Equal("PAUSED", status);

        // Retained there too, for those who come later.
        await using var late = await ConnectAsync(second, "late");
        await late.SubscribeAsync("fleet/robots/r1");
        Assert.Equal("PAUSED", await StatusAsync(late));
    }

    private static async Task<string?> StatusAsync(TestClient client) => (string?)JsonNode.Parse(await client.NextTextAsync())!["status"];

    private static Task<TestClient> ConnectAsync(MusterProcess server, string id) =>
        TestClient.ConnectAsync(new MqttClientOptionsBuilder().WithClientId(id).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", server.MqttPort).Build());

    private static Uri Address(MusterProcess server) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.HttpPort}"));
}
