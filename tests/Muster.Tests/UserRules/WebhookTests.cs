using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Fleet.Notifications;
using Muster.Tests.Configuration;
using Muster.Tests.Notifications;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class WebhookTests
{
    [Fact]
    public async Task What_the_rule_emits_is_posted_and_signed_with_its_secret()
    {
        await using var server = await WebServer.StartAsync();
        await using var muster = await StartAsync(Rule("hot", "SELECT name, battery FROM 'robots/+/status' WHERE battery < 15", Webhook(server, $", \"secret\": \"{Files.Secret}\"")));
        await using var client = await muster.ConnectAsync();

        await client.ReportAsync("r1", "ONLINE", """, "battery": 14""");

        await Eventually.TrueAsync(() => Task.FromResult(!server.Posts.IsEmpty), "the post");
        var post = server.Posts.First();
        Assert.Equal("""{"name":"r1","battery":14}""", post.Body);
        Assert.StartsWith("application/json", post.ContentType, StringComparison.Ordinal);
        var body = System.Text.Encoding.UTF8.GetBytes(post.Body);
        Assert.Equal(WebhookSignature.Sign(Files.Secret, post.Id, long.Parse(post.Timestamp, CultureInfo.InvariantCulture), body), post.Signature);
        await Eventually.TrueAsync(async () => (await NotificationsAsync(muster)).Count == 0, "it is let go of");
    }

    [Fact]
    public async Task Server_that_refuses_withholds_nothing_and_is_tried_again()
    {
        await using var server = await WebServer.StartAsync();
        server.Status = 500;
        await using var muster = await StartAsync(Rule("all", "SELECT * FROM 'a/b'", Webhook(server)));
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("a/b", "{\"n\":1}")).IsSuccess);

        await Eventually.TrueAsync(async () => (await NotificationsAsync(muster)).Any(n => (int?)n!["attempts"] == 1), "the first attempt");
        var waiting = Assert.Single(await NotificationsAsync(muster))!;
        Assert.Equal(("rules/all", "a/b", "WAITING"), ((string?)waiting["channel"], (string?)waiting["subject"], (string?)waiting["state"]));
        Assert.Equal(1, await muster.MetricAsync("muster_rule_actions_total", "outcome=\"succeeded\""));
        server.Status = 200;
        await Eventually.TrueAsync(() => Task.FromResult(server.Posts.Count >= 2), "the second attempt, five seconds later");
        Assert.Equal(server.Posts.First().Id, server.Posts.Last().Id);
    }

    [Fact]
    public async Task Acknowledged_one_is_posted_after_a_kill()
    {
        using var folder = new TempFolder();
        await using var server = await WebServer.StartAsync();
        server.Hangs = new TaskCompletionSource();
        var config = folder.Write("fleet.json", $$"""{ "rules": { {{Rule("all", "SELECT * FROM 'a'", Webhook(server))}} } }""");
        var data = folder.File("data");
        await using (var muster = await MusterProcess.UpAsync(data, more: ["--config", config]))
        {
            using var client = new RawClient(muster.MqttPort, "c");
            client.Read();
            client.Publish("a", """{"n":1}""", 1);
            Assert.Equal(0x40, client.Read()!.Value.Header);
            muster.Kill();
            await muster.ExitAsync();
        }

        server.Hangs.SetResult();
        server.Hangs = null;
        server.Posts.Clear();
        await using var again = await MusterProcess.UpAsync(data, more: ["--config", config]);

        // If the first was under way when the process was killed, its lease has to run out: half a minute.
        await Eventually.TrueAsync(() => Task.FromResult(!server.Posts.IsEmpty), "the post after the restart", TimeSpan.FromMinutes(2));
        Assert.Equal("""{"n":1}""", server.Posts.First().Body);
    }

    private static string Webhook(WebServer server, string more = "") => $$"""{ "webhook": { "url": "{{server.Url}}"{{more}} } }""";

    private static async Task<JsonArray> NotificationsAsync(TestMuster muster) =>
        (await muster.Http.GetFromJsonAsync<JsonNode>("/api/notifications"))!["items"]!.AsArray();
}
