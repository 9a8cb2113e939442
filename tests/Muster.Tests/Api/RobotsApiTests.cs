using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

public sealed class RobotsApiTests
{
    [Fact]
    public async Task A_report_by_HTTP_is_answered_with_the_robot_as_it_is_now()
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await PostAsync(muster, "r1", """{"name": "r1", "status": "ONLINE", "site": "munich", "battery": 87.5}""");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var robot = await reply.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("ONLINE", (string?)robot!["status"]);
        Assert.Equal("munich", (string?)robot["site"]);
        Assert.Equal(87.5, (double)robot["battery"]!);
        Assert.EndsWith("Z", (string?)robot["lastSeen"], StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(robot, await muster.FindAsync("r1")));
    }

    [Fact]
    public async Task A_refused_report_is_a_problem_with_code_and_field()
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await PostAsync(muster, "r1", """{"name": "r1", "status": "ONLINE", "battery": "full"}""");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        var problem = await reply.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("wrong-type", (string?)problem!["code"]);
        Assert.Equal("battery", (string?)problem["field"]);
        Assert.Contains("must be a number", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/robots/r1/status", false, "the payload has 140000 bytes; at most 131072 are allowed")]
    [InlineData("/api/robots/r1/status", true, "the payload has more than 131072 bytes, which is the most that is allowed")]
    [InlineData("/api/robots/r1/pause", false, "the payload has 140000 bytes; at most 131072 are allowed")]
    [InlineData("/api/orders", false, "the payload has 140000 bytes; at most 131072 are allowed")]
    [InlineData("/api/orders", true, "the payload has more than 131072 bytes, which is the most that is allowed")]
    public async Task A_body_over_the_limit_is_refused_with_its_length_where_that_is_known(string path, bool isChunked, string detail)
    {
        await using var muster = await TestMuster.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(new string(' ', 140_000), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = isChunked;

        using var reply = await muster.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        var problem = await reply.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("payload-too-large", (string?)problem!["code"]);
        Assert.Equal(detail, (string?)problem["detail"]);
    }

    [Fact]
    public async Task A_body_of_128_KiB_is_taken_and_one_byte_more_is_refused()
    {
        await using var muster = await TestMuster.StartAsync();
        var most = """{"name": "r1", "status": "ONLINE"}""".PadRight(128 * 1024);

        using var taken = await PostAsync(muster, "r1", most);
        using var refused = await PostAsync(muster, "r1", most + " ");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal(1, await muster.MetricAsync("muster_messages_total", "outcome=\"refused\""));
    }

    [Theory]
    [InlineData("/api/robots/nobody", HttpStatusCode.NotFound, "nobody")]
    [InlineData("/api/robots/nobody/history", HttpStatusCode.NotFound, "nobody")]
    [InlineData("/api/robots?limit=0", HttpStatusCode.BadRequest, "1 to 1000")]
    [InlineData("/api/robots?limit=1001", HttpStatusCode.BadRequest, "1 to 1000")]
    [InlineData("/api/robots?limit=many", HttpStatusCode.BadRequest, "")]
    [InlineData("/api/robots?status=DANCING", HttpStatusCode.BadRequest, "WORKING")]
    [InlineData("/api/nothing", HttpStatusCode.NotFound, "")]
    public async Task Mistakes_are_problem_details(string path, HttpStatusCode status, string detail)
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await muster.Http.GetAsync(path);

        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains(detail, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Robots_are_listed_by_site_status_and_text_page_by_page()
    {
        await using var muster = await TestMuster.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            var site = i % 2 == 0 ? "munich" : "oslo";
            var order = i == 2 ? ", \"order\": \"o1\"" : "";
            (await PostAsync(muster, $"r{i}", $$"""{"name": "r{{i}}", "status": "ONLINE", "site": "{{site}}"{{order}}}""")).Dispose();
        }

        Assert.Equal(["r0", "r2", "r4", "r6"], await NamesAsync(muster, "?site=munich"));
        Assert.Equal(["r2"], await NamesAsync(muster, "?status=WORKING"));
        Assert.Equal(["r1", "r3", "r5"], await NamesAsync(muster, "?text=OSL"));
        Assert.Equal(["r0", "r1", "r2"], await NamesAsync(muster, "?limit=3"));
        Assert.Equal(["r3", "r4", "r5"], await NamesAsync(muster, "?limit=3&after=r2"));
        var last = await muster.Http.GetFromJsonAsync<JsonNode>("/api/robots?limit=3&after=r5");
        Assert.Null(last!["next"]);
    }

    [Fact]
    public async Task History_is_newest_first_and_says_from_what_to_what()
    {
        await using var muster = await TestMuster.StartAsync();
        foreach (var status in new[] { "ONLINE", "CHARGING", "FAULT" })
        {
            (await PostAsync(muster, "r1", $$"""{"name": "r1", "status": "{{status}}"}""")).Dispose();
        }

        var page = await muster.Http.GetFromJsonAsync<JsonNode>("/api/robots/r1/history?limit=2");

        Assert.Equal(["FAULT", "CHARGING"], page!["items"]!.AsArray().Select(e => (string?)e!["changes"]![0]!["to"]));
        var rest = await muster.Http.GetFromJsonAsync<JsonNode>($"/api/robots/r1/history?limit=2&before={page["next"]}");
        Assert.Equal("ONLINE", (string?)rest!["items"]!.AsArray().Single()!["changes"]![0]!["to"]);
    }

    [Fact]
    public async Task The_service_describes_and_watches_itself()
    {
        await using var muster = await TestMuster.StartAsync();
        (await PostAsync(muster, "r1", """{"name": "r1", "status": "PAUSED"}""")).Dispose();

        var openApi = await muster.Http.GetFromJsonAsync<JsonNode>("/openapi/v1.json");
        foreach (var path in new[] { "/api/robots", "/api/robots/{name}", "/api/robots/{name}/history", "/api/robots/{name}/status", "/healthz", "/readyz" })
        {
            Assert.NotNull(openApi!["paths"]![path]);
        }

        Assert.Equal("ok\n", await muster.Http.GetStringAsync("/healthz"));
        Assert.Equal("ready\n", await muster.Http.GetStringAsync("/readyz"));
        Assert.Equal(1, await muster.MetricAsync("muster_messages_total", "outcome=\"accepted\""));
        Assert.Equal(1, await muster.MetricAsync("muster_robots", "status=\"PAUSED\""));

        // The report, and what follows from it: when to look at the robot again.
        Assert.True(await muster.MetricAsync("muster_store_commit_size_count") >= 1);
        Assert.True(await muster.MetricAsync("muster_store_commit_duration_seconds_sum") > 0);
    }

    private static Task<HttpResponseMessage> PostAsync(TestMuster muster, string robot, string body) =>
        muster.Http.PostAsync($"/api/robots/{robot}/status", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<List<string?>> NamesAsync(TestMuster muster, string query) =>
        [.. (await muster.Http.GetFromJsonAsync<JsonNode>($"/api/robots{query}"))!["items"]!.AsArray().Select(r => (string?)r!["name"])];
}
