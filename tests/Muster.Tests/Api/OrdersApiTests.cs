using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

/// <summary>An order's life over real HTTP and real MQTT.</summary>
public sealed class OrdersApiTests
{
    [Fact]
    public async Task An_order_is_placed_carried_out_and_explained()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);

        using var reply = await muster.Http.PostAsync("/api/orders", new StringContent(
            """{"site": "munich", "item": "latte", "parameters": {"size": "large"}, "customer": {"reference": "table 4"}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        var placed = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        var id = (string)placed["id"]!;
        Assert.Equal($"/api/orders/{id}", reply.Headers.Location!.OriginalString);
        Assert.Equal(("ASSIGNED", "r1", 5, "table 4"), ((string?)placed["state"], (string?)placed["robot"], (int)placed["priority"]!, (string?)placed["customer"]!["reference"]));

        var command = await robot.CommandAsync();
        Assert.Equal(("EXECUTE_ORDER", id, "large"), ((string?)command["command"], (string?)command["order"]!["id"], (string?)command["order"]!["parameters"]!["size"]));
        await robot.SayAsync(id, "ACCEPTED", ", \"attempt\": 1");
        await robot.SayAsync(id, "IN_PROGRESS", ", \"attempt\": 1, \"progress\": 40");
        var running = await muster.GetAsync($"/api/orders/{id}");
        Assert.Equal(("IN_PROGRESS", 40), ((string?)running["state"], (double)running["progress"]!));
        Assert.Equal("WORKING", await muster.StatusAsync("r1"));
        await robot.SayAsync(id, "COMPLETED", ", \"attempt\": 1");

        var done = await muster.GetAsync($"/api/orders/{id}");
        Assert.Equal(("COMPLETED", "r1", 100), ((string?)done["state"], (string?)done["robot"], (double)done["progress"]!));
        Assert.Equal("ONLINE", await muster.StatusAsync("r1"));
        var history = (await muster.GetAsync($"/api/orders/{id}/history"))["items"]!.AsArray();
        Assert.Equal(["COMPLETED", "IN_PROGRESS", "ASSIGNED", "ASSIGNED", "PENDING"], history.Select(e => (string?)e!["to"]));
        Assert.Equal(["REPORT", "REPORT", "REPORT", "DISPATCHED", "PLACED"], history.Select(e => (string?)e!["cause"]));
    }

    [Fact]
    public async Task An_order_that_waits_says_why()
    {
        await using var muster = await TestMuster.StartAsync();
        var id = await muster.PlaceAsync();
        Assert.Equal(["no robot reports that it is at munich"], await WaitingAsync(muster, id));

        await using var robot = await TestRobot.ReadyAsync(muster, more: ", \"battery\": 12");
        await robot.CommandAsync("CHARGE");

        Assert.Equal(["r1 was told to CHARGE"], await WaitingAsync(muster, id));
        await robot.StatusAsync("PAUSED");
        Assert.Equal(["r1 is PAUSED"], await WaitingAsync(muster, id));
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_by_site_and_state_page_by_page()
    {
        await using var muster = await TestMuster.StartAsync();
        var placed = new List<(string Id, string Site)>();
        foreach (var site in new[] { "munich", "oslo", "munich", "oslo", "munich" })
        {
            placed.Add((await muster.PlaceAsync(site: site), site));
        }

        // By their ids, which begin with the millisecond of placing.
        placed.Sort((a, b) => string.CompareOrdinal(b.Id, a.Id));
        var ids = placed.ConvertAll(p => p.Id);

        await muster.PostAsync($"/api/orders/{ids[0]}/cancel");

        Assert.Equal(ids, await IdsAsync(muster, ""));
        Assert.Equal(placed.Where(p => p.Site == "oslo").Select(p => p.Id), await IdsAsync(muster, "?site=oslo"));
        Assert.Equal([ids[0]], await IdsAsync(muster, "?state=CANCELED"));
        Assert.Equal(ids, await IdsAsync(muster, "?state=CANCELED,PENDING"));
        Assert.Equal(ids[1..], await IdsAsync(muster, "?state=PENDING"));
        var page = await muster.GetAsync("/api/orders?limit=2");
        Assert.Equal(ids[..2], page["items"]!.AsArray().Select(o => (string?)o!["id"]));
        Assert.Equal(ids[2..4], await IdsAsync(muster, $"?limit=2&before={page["next"]}"));
        Assert.Empty(await IdsAsync(muster, "?placedBefore=2026-01-01T00:00:00Z"));
        Assert.Equal(5, (await IdsAsync(muster, "?placedAfter=2026-01-01T00:00:00Z")).Count);
    }

    [Fact]
    public async Task An_order_is_called_off_at_once_while_it_waits_and_by_the_robot_once_it_has_it()
    {
        await using var muster = await TestMuster.StartAsync();
        var waiting = await muster.PlaceAsync();
        var (status, order) = await muster.PostAsync($"/api/orders/{waiting}/cancel", """{"by": "anna", "reason": "changed her mind"}""");
        Assert.Equal((HttpStatusCode.OK, "CANCELED", "changed her mind"), (status, (string?)order["state"], (string?)order["reason"]));

        await using var robot = await TestRobot.ReadyAsync(muster);
        var held = await muster.PlaceAsync();
        (_, order) = await muster.PostAsync($"/api/orders/{held}/cancel", """{"by": "anna"}""");
        Assert.Equal(("ASSIGNED", "anna"), ((string?)order["state"], (string?)order["cancel"]!["by"]));
        await robot.CommandAsync("CANCEL_ORDER");
        await robot.SayAsync(held, "CANCELED");

        Assert.Equal("CANCELED", (string?)(await muster.GetAsync($"/api/orders/{held}"))["state"]);
        var (conflict, problem) = await muster.PostAsync($"/api/orders/{held}/fail");
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (conflict, (string?)problem["code"]));
    }

    [Fact]
    public async Task Priority_is_changed_with_who_and_why()
    {
        await using var muster = await TestMuster.StartAsync();
        var id = await muster.PlaceAsync();

        var (status, order) = await muster.SendAsync(HttpMethod.Patch, $"/api/orders/{id}", """{"priority": 9, "by": "anna", "reason": "in a hurry"}""");

        Assert.Equal((HttpStatusCode.OK, 9), (status, (int)order["priority"]!));
        var entry = (await muster.GetAsync($"/api/orders/{id}/history?limit=1"))["items"]![0]!;
        Assert.Equal(("PRIORITY_CHANGED", "anna", "from 5 to 9: in a hurry"), ((string?)entry["cause"], (string?)entry["by"], (string?)entry["why"]));
        foreach (var (body, code) in new[] { ("{}", "missing-field"), ("""{"priority": 10}""", "invalid-value"), ("""{"priority": "high"}""", "wrong-type"), ("""{"priority": 1.5}""", "invalid-value") })
        {
            var (refused, problem) = await muster.SendAsync(HttpMethod.Patch, $"/api/orders/{id}", body);
            Assert.Equal((HttpStatusCode.BadRequest, code, "priority"), (refused, (string?)problem["code"], (string?)problem["field"]));
        }
    }

    [Fact]
    public async Task An_order_is_sent_back_and_failed_by_hand()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        var id = await muster.PlaceAsync();
        await robot.CommandAsync("EXECUTE_ORDER");

        var (_, order) = await muster.PostAsync($"/api/orders/{id}/requeue", """{"by": "anna", "reason": "spilled it"}""");
        Assert.Equal(("PENDING", 2, "r1"), ((string?)order["state"], (int)order["attempt"]!, (string?)order["avoided"]![0]));
        await robot.CommandAsync("CANCEL_ORDER");
        (_, order) = await muster.PostAsync($"/api/orders/{id}/fail", """{"by": "anna", "reason": "no milk"}""");

        Assert.Equal(("FAILED", "no milk"), ((string?)order["state"], (string?)order["reason"]));
        var history = (await muster.GetAsync($"/api/orders/{id}/history"))["items"]!.AsArray();
        Assert.Equal([("FAILED_BY_HAND", "anna"), ("REQUEUED", "anna")], history.Take(2).Select(e => ((string?)e!["cause"], (string?)e["by"])));
    }

    [Theory]
    [InlineData("/api/orders/nobody")]
    [InlineData("/api/orders/nobody/history")]
    public async Task An_order_that_nobody_knows_is_not_found(string path)
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await muster.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("nobody", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var action in new[] { "cancel", "requeue", "fail" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await muster.PostAsync($"/api/orders/nobody/{action}")).Status);
        }
    }

    private static async Task<IReadOnlyList<string?>> WaitingAsync(TestMuster muster, string id) =>
        [.. (await muster.GetAsync($"/api/orders/{id}"))["waiting"]!.AsArray().Select(w => (string?)w)];

    private static async Task<IReadOnlyList<string?>> IdsAsync(TestMuster muster, string query) =>
        [.. (await muster.GetAsync($"/api/orders{query}"))["items"]!.AsArray().Select(o => (string?)o!["id"])];
}
