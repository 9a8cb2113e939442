using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Muster.Hosting;
using Muster.Tests.Processes;
using Muster.Tests.Support;
using static Muster.Tests.UserRules.RuleFleet;

namespace Muster.Tests.UserRules;

public sealed class RuleListTests
{
    [Fact]
    public async Task List_has_the_built_in_rules_and_the_others_with_their_counts()
    {
        await using var muster = await StartAsync($"{Rule("low", "SELECT name FROM 'robots/+/status' WHERE battery < 15", File("low.jsonl"), Republish("errors"))}, {Rule("other", "SELECT * FROM 'a'", Republish("b/${x}"))}");
        await using var client = await muster.ConnectAsync();
        await client.ReportAsync("r1", "ONLINE", ", \"battery\": 80");
        await client.ReportAsync("r1", "ONLINE", ", \"battery\": 10");
        await client.PublishAsync("a", "{}");

        var rules = (await muster.Http.GetFromJsonAsync<JsonNode>("/api/rules"))!["items"]!.AsArray();
        Assert.Equal(["update_status", "track_order", "place_order", "presence", "low", "other"], rules.Select(r => (string?)r!["name"]));
        Assert.Equal((true, 2), ((bool)rules[0]!["builtIn"]!, (int)rules[0]!["selected"]!));
        Assert.Equal(("robots/+/status", 1, 1), ((string?)rules[4]!["filter"], (int)rules[4]!["selected"]!, (int)rules[4]!["notSelected"]!));
        Assert.Equal(("file", "low.jsonl", 1, 0), Action(rules[4]!, 0));
        Assert.Equal(("republish", "errors", 0, 0), Action(rules[4]!, 1));
        Assert.True((bool)rules[4]!["actions"]![1]!["error"]!);
        Assert.Equal(("republish", "b/${x}", 0, 1), Action(rules[5]!, 0));
        Assert.Equal(1, await muster.MetricAsync("muster_rule_messages_total", "outcome=\"selected\",rule=\"low\"") + await muster.MetricAsync("muster_rule_messages_total", "rule=\"low\",outcome=\"selected\""));
    }

    [Fact]
    public async Task Basic_Ingest_reaches_a_rule_and_no_rule_on_the_brokers_own_events()
    {
        await using var muster = await StartAsync($"{Rule("direct", "SELECT n, topic() AS t FROM 'some/topic'", File("direct.jsonl"))}, {Rule("gone", "SELECT * FROM '$aws/events/presence/disconnected/+'", File("gone.jsonl"))}");
        await using var client = await muster.ConnectAsync();

        Assert.True((await client.PublishAsync("$aws/rules/direct/any/where", """{"n":1}""")).IsSuccess);
        Assert.False((await client.PublishAsync("$aws/rules/gone/x", """{"n":1}""")).IsSuccess);

        Assert.Equal(["""{"n":1,"t":"any/where"}"""], Lines(muster, "direct.jsonl"));
        Assert.Empty(Lines(muster, "gone.jsonl"));
        await using (await muster.ConnectAsync("passer-by"))
        {
        }

        await Eventually.TrueAsync(() => Task.FromResult(Lines(muster, "gone.jsonl").Count == 1), "the event of the broker itself");
    }

    [Fact]
    public async Task Changed_list_is_in_force_for_clients_that_are_connected_and_a_wrong_one_changes_nothing()
    {
        using var folder = new TempFolder();
        var path = Write(folder, Rule("one", "SELECT n FROM 'a'", File("one.jsonl")));
        var file = ConfigFile.Read(path);
        await using var muster = await TestMuster.StartAsync(change: o => o with { Fleet = file.Fleet!, ConfigFile = file });
        await using var client = await muster.ConnectAsync();
        await client.PublishAsync("a", """{"n":1}""");
        Assert.Equal(["""{"n":1}"""], Lines(muster, "one.jsonl"));

        Write(folder, Rule("two", "SELECT n FROM 'a'", File("two.jsonl")));
        await Eventually.TrueAsync(async () => await HasRuleAsync(muster, "two"), "the new list");
        await client.PublishAsync("a", """{"n":2}""");
        Assert.Single(Lines(muster, "one.jsonl"));
        Assert.Equal(["""{"n":2}"""], Lines(muster, "two.jsonl"));

        Write(folder, $"{Rule("two", "SELECT n FROM 'a'", File("two.jsonl"))}, {Rule("three", "SELECT n FORM 'a'", File("three.jsonl"))}");
        await Eventually.TrueAsync(async () => await ProblemsAsync(muster) is not null, "the problem");
        Assert.Contains("$.rules.three.sql: in the SQL, line 1, column", (await ProblemsAsync(muster))!.ToJsonString(), StringComparison.Ordinal);
        await client.PublishAsync("a", """{"n":3}""");
        Assert.Equal(2, Lines(muster, "two.jsonl").Count);
        Assert.False(await HasRuleAsync(muster, "three"));
    }

    private static (string? Type, string? Target, int Succeeded, int Failed) Action(JsonNode rule, int n)
    {
        var action = rule["actions"]![n]!;
        return ((string?)action["type"], (string?)action["target"], (int)action["succeeded"]!, (int)action["failed"]!);
    }

    private static string Write(TempFolder folder, string rules) => folder.Write("fleet.json", $$"""{ "rules": { {{rules}} } }""");

    private static async Task<bool> HasRuleAsync(TestMuster muster, string rule) =>
        (await muster.Http.GetFromJsonAsync<JsonNode>("/api/rules"))!["items"]!.AsArray().Any(r => (string?)r!["name"] == rule);

    private static async Task<JsonNode?> ProblemsAsync(TestMuster muster) => (await muster.Http.GetFromJsonAsync<JsonNode>("/api/configuration"))!["problems"];
}
