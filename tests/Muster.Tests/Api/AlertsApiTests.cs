using System.Net;
using Muster.Tests.Support;

namespace Muster.Tests.Api;

public sealed class AlertsApiTests
{
    [Fact]
    public async Task An_alert_is_listed_acknowledged_and_over_with_its_cause()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await TestRobot.ReadyAsync(muster);
        await robot.StatusAsync("FAULT", """, "fault": {"code": "E42"}""");

        var alert = Assert.Single((await muster.GetAsync("/api/alerts?open=true"))["items"]!.AsArray())!;
        Assert.Equal(("ROBOT_FAULT", "r1", "munich", "OPEN", "r1 reports a fault: E42"), ((string?)alert["kind"], (string?)alert["subject"], (string?)alert["site"], (string?)alert["state"], (string?)alert["message"]));
        var path = $"/api/alerts/{(string?)alert["id"]}";
        var (status, noted) = await muster.PostAsync($"{path}/acknowledge", """{"by": "anna"}""");
        Assert.Equal((HttpStatusCode.OK, "ACKNOWLEDGED", "anna"), (status, (string?)noted["state"], (string?)noted["acknowledgedBy"]));
        await robot.StatusAsync("ONLINE");

        Assert.Equal("RESOLVED", (string?)(await muster.GetAsync(path))["state"]);
        Assert.Empty((await muster.GetAsync("/api/alerts?open=true"))["items"]!.AsArray());
        Assert.Single((await muster.GetAsync("/api/alerts?open=false&site=munich&kind=ROBOT_FAULT"))["items"]!.AsArray());
        Assert.Empty((await muster.GetAsync("/api/alerts?site=oslo"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_failed_orders_alert_is_over_once_it_is_acknowledged()
    {
        await using var muster = await TestMuster.StartAsync();
        var id = await muster.PlaceAsync();
        await muster.PostAsync($"/api/orders/{id}/fail");
        var alert = Assert.Single((await muster.GetAsync("/api/alerts?kind=ORDER_FAILED"))["items"]!.AsArray())!;

        var (_, noted) = await muster.PostAsync($"/api/alerts/{(string?)alert["id"]}/acknowledge", """{"by": "anna"}""");

        Assert.Equal(("RESOLVED", "anna"), ((string?)noted["state"], (string?)noted["acknowledgedBy"]));
    }

    [Theory]
    [InlineData("/api/alerts?kind=DANCING", HttpStatusCode.BadRequest, "ORDER_FAILED")]
    [InlineData("/api/alerts?open=maybe", HttpStatusCode.BadRequest, "true or false")]
    [InlineData("/api/notifications?givenUp=1", HttpStatusCode.BadRequest, "true or false")]
    [InlineData("/api/alerts?limit=0", HttpStatusCode.BadRequest, "1 to 1000")]
    [InlineData("/api/alerts/nobody", HttpStatusCode.NotFound, "nobody")]
    [InlineData("/api/notifications?limit=0", HttpStatusCode.BadRequest, "1 to 1000")]
    public async Task Mistakes_are_problem_details(string path, HttpStatusCode status, string words)
    {
        await using var muster = await TestMuster.StartAsync();

        using var reply = await muster.Http.GetAsync(path);

        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(words, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await muster.PostAsync("/api/alerts/nobody/acknowledge")).Status);
    }

    [Fact]
    public async Task Notifications_that_could_not_be_sent_are_listed_with_the_reason()
    {
        await using var muster = await TestMuster.StartAsync();

        // Nobody listens on port 1.
        var id = await muster.PlaceAsync(""", "customer": {"notifyUrl": "http://127.0.0.1:1/hook"}""");

        await Eventually.TrueAsync(
            async () => (await muster.GetAsync("/api/notifications"))["items"]!.AsArray().SingleOrDefault() is { } n
                && (int)n["attempts"]! == 1 && (string?)n["subject"] == id && (string?)n["state"] == "WAITING" && n["lastError"] is not null,
            "a first attempt");
        Assert.Empty((await muster.GetAsync("/api/notifications?givenUp=true"))["items"]!.AsArray());
    }
}
