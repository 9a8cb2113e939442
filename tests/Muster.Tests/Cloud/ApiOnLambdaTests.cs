using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Fleet.Messages;
using Muster.Tests.Aws.Store;
using Muster.Tests.Contract;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using static Muster.Tests.Robots.TestRobots;

namespace Muster.Tests.Cloud;

/// <summary>The API as AWS's Lambda Web Adapter starts it: the package's start command, with the adapter's environment.</summary>
public sealed class ApiOnLambdaTests(DynamoLocal dynamo)
{
    [Fact]
    public async Task Started_as_by_the_adapter_it_takes_orders_and_tells_the_robot_by_IoT_Core()
    {
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var iot = await IotCatcher.StartAsync();
        var store = bench.Tables.Store();
        await store.ReportAsync(Report(DateTimeOffset.UtcNow) with { Site = Set("munich"), Status = RobotStatus.Online });
        await using var api = await ApiProcess.StartAsync(bench.Environment, iot.Endpoint);

        var id = await CloudBench.PlaceAsync(api.Http, "munich");

        var (topic, body) = await iot.NextAsync(t => t.EndsWith("/commands", StringComparison.Ordinal));
        Assert.Equal("robots/r1/commands", topic);
        Assert.Equal(("EXECUTE_ORDER", id), ((string?)body["command"], (string?)body["order"]!["id"]));
        Assert.Equal("ASSIGNED", (string?)(await api.Http.GetFromJsonAsync<JsonNode>($"/api/orders/{id}"))!["state"]);
    }

    [Fact]
    public async Task Report_by_HTTP_takes_the_way_of_all_reports()
    {
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var iot = await IotCatcher.StartAsync();
        await using var api = await ApiProcess.StartAsync(bench.Environment, iot.Endpoint);

        using var good = await api.Http.PostAsync("/api/robots/r7/status", new StringContent("""{"name":"r7","status":"ONLINE"}"""));
        using var bad = await api.Http.PostAsync("/api/robots/r7/status", new StringContent("""{"name":"r8","status":"ONLINE"}"""));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (good.StatusCode, bad.StatusCode));
        Assert.Equal("ONLINE", (string?)(await api.Http.GetFromJsonAsync<JsonNode>("/api/robots/r7"))!["status"]);
        Assert.Equal("robots/r7/rejected", (await iot.NextAsync(t => t.EndsWith("/rejected", StringComparison.Ordinal))).Topic);
    }

    [Fact]
    public async Task Live_feed_comes_in_answers_that_end_and_misses_nothing_between_them()
    {
        using var bench = await CloudBench.StartAsync(dynamo);
        await using var iot = await IotCatcher.StartAsync();
        await using var api = await ApiProcess.StartAsync(bench.Environment, iot.Endpoint);
        var first = await FeedAsync(api, after: null);
        Assert.StartsWith("retry: 2000\n", first, StringComparison.Ordinal);
        Assert.Contains("event: ready\n", first, StringComparison.Ordinal);

        var placed = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            placed.Add(await CloudBench.PlaceAsync(api.Http, "munich"));
        }

        // As an EventSource does: from the last id on, again and again.
        var (last, told) = (LastId(first), new List<string>());
        await Eventually.TrueAsync(
            async () =>
            {
                var more = await FeedAsync(api, last);
                last = LastId(more);
                told.AddRange(more.Split('\n').Where(l => l.StartsWith("data: {\"id\":", StringComparison.Ordinal)).Select(l => (string)JsonNode.Parse(l[6..])!["id"]!));
                return told.Count >= 3;
            },
            "the three orders are in the feed",
            pause: TimeSpan.FromMilliseconds(100));

        Assert.Equal(placed, told);
    }

    private static async Task<string> FeedAsync(ApiProcess api, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        using var deadline = new CancellationTokenSource(CommandRun.Deadline);
        using var reply = await api.Http.SendAsync(request, deadline.Token);
        Assert.Equal("text/event-stream", reply.Content.Headers.ContentType?.MediaType);
        return await reply.Content.ReadAsStringAsync(deadline.Token);
    }

    private static string LastId(string feed) => feed.Split('\n').Last(l => l.StartsWith("id: ", StringComparison.Ordinal))[4..].ToString(CultureInfo.InvariantCulture);
}
