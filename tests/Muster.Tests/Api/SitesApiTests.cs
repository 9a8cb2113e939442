using System.Net;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

public sealed class SitesApiTests
{
    [Fact]
    public async Task A_held_site_takes_orders_and_gives_them_out_when_it_is_released()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);

        var (status, site) = await muster.PostAsync("/api/sites/munich/hold", """{"by": "anna", "reason": "cleaning"}""");
        Assert.Equal((HttpStatusCode.OK, "anna", "cleaning"), (status, (string?)site["hold"]!["by"], (string?)site["hold"]!["why"]));
        var id = await muster.PlaceAsync();
        var waiting = await muster.GetAsync($"/api/orders/{id}");
        Assert.Equal("PENDING", (string?)waiting["state"]);
        Assert.Equal("munich is held by anna: cleaning", (string?)waiting["waiting"]![0]);

        (status, site) = await muster.PostAsync("/api/sites/munich/release");

        Assert.Equal((HttpStatusCode.OK, null), (status, site["hold"]));
        Assert.Equal(id, (string?)(await robot.CommandAsync())["order"]!["id"]);
        Assert.Equal("ASSIGNED", (string?)(await muster.GetAsync($"/api/orders/{id}"))["state"]);
    }

    [Fact]
    public async Task Sites_are_listed_with_their_robots_and_waiting_orders()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster, site: "oslo");
        await muster.PlaceAsync();
        await muster.PlaceAsync();
        await muster.PostAsync("/api/sites/berlin/hold");

        var sites = (await muster.GetAsync("/api/sites"))["items"]!.AsArray();

        Assert.Equal(
            [("berlin", 0, 0, true), ("munich", 0, 2, false), ("oslo", 1, 0, false)],
            sites.Select(s => ((string?)s!["name"], (int)s["robots"]!, (int)s["pending"]!, s["hold"] is not null)));
    }

    [Fact]
    public async Task Second_hold_answers_with_the_first_and_the_query_is_heard_beside_a_body()
    {
        await using var muster = await TestMuster.StartAsync();

        await muster.PostAsync("/api/sites/munich/hold?by=anna&reason=x", """{"reason": "cleaning"}""");
        var (status, site) = await muster.PostAsync("/api/sites/munich/hold", """{"by": "bert"}""");

        Assert.Equal((HttpStatusCode.OK, "anna", "cleaning"), (status, (string?)site["hold"]!["by"], (string?)site["hold"]!["why"]));
    }

    [Fact]
    public async Task Bad_requests_are_refused()
    {
        await using var muster = await TestMuster.StartAsync();

        var name = await muster.PostAsync("/api/sites/no%20site/hold");
        var body = await muster.PostAsync("/api/sites/munich/hold", """{"by": 7}""");

        Assert.Equal((HttpStatusCode.NotFound, "site"), (name.Status, (string?)name.Body["field"]));
        Assert.Equal((HttpStatusCode.BadRequest, "by"), (body.Status, (string?)body.Body["field"]));
    }
}
